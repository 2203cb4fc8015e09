/** The subscriber, masked, and the bills that are due. */
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { findSubscriber, keys } from '../base/bossStore.ts';
import type {
  BossAnswer,
  BossCall,
  Due,
  MaskedSubscriber,
  SubscriberRecord,
} from '../base/bossTypes.ts';
import { refuse } from '../base/refuse.ts';

/** `王晓明` → `王*明`, `王明` → `王*`. */
export function maskName(name: string): string {
  const letters = [...name];
  const last = letters.length > 2 ? letters.at(-1) : '';
  return `${letters[0] ?? ''}*${last}`;
}

/** `853812342107` → `8538 **** 2107`. */
export const maskAccount = (account: string): string =>
  `${account.slice(0, 4)} **** ${account.slice(-4)}`;

/** A subscriber as anybody outside BOSS sees it. */
export const masked = (found: SubscriberRecord): MaskedSubscriber => ({
  subscriberId: found.subscriberId,
  name: maskName(found.name),
  accountTail: maskAccount(found.account),
  area: found.area.title,
  status: found.status,
});

export async function getSubscriber(
  tx: Transaction,
  _parts: BossParts,
  { params }: BossCall<'getSubscriber'>,
): BossAnswer<'getSubscriber'> {
  const found = await findSubscriber(tx, params.subscriberId);
  if (!found) return refuse('subscriber.unknown');
  return { status: 200, body: masked(found) };
}

export const duesOf = async (tx: Transaction, subscriberId: string): Promise<Due[]> =>
  (await tx.get<Due[]>(keys.dues(subscriberId))) ?? [];
