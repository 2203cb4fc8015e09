/** Cards and terminals that may not pay: the PPP's blacklist as fetched last, and cards that this platform blocked. */

import type { Transaction } from '../../../store/store.ts';
import { type CardNames, cardOf, factorOf } from '../base/cardIdentity.ts';
import { partyClient } from '../base/partyClient.ts';
import type { TspParts } from '../base/ports.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { openCase } from '../books/cases.ts';
import { audit } from '../books/journals/audit.ts';
import type { AttemptRow } from '../books/rows.ts';
import {
  type Blacklist,
  dropCardBlock,
  getBlacklist,
  getCardBlock,
  putBlacklist,
  putCardBlock,
} from '../books/store/controlStore.ts';

export const PPP_URL = 'https://ppp.invalid/ppp/v1';

export const pppClient = (parts: Pick<TspParts, 'environment' | 'ppp' | 'limits' | 'health'>) =>
  partyClient(parts.environment, parts.ppp, PPP_URL, parts.limits.pppMs, parts.health.ppp);

const isText = (value: unknown): value is string => typeof value === 'string';

/** Fetches the list; returns whether there was one. While the PPP does not answer, the old list stays in force. */
async function refreshBlacklist(parts: TspParts): Promise<boolean> {
  const list = await pppClient(parts).get<Blacklist>('/blacklist');
  if (!list.ok || !Array.isArray(list.value?.cards) || !Array.isArray(list.value.terminals)) {
    parts.environment.log('tsp', 'no blacklist from the PPP');
    return false;
  }
  // One that cannot be read must not keep every card from paying.
  const cards = list.value.cards.filter(isText);
  const terminals = list.value.terminals.filter(isText);
  await parts.store.transaction(async (tx) => putBlacklist(tx, { cards, terminals }));
  return true;
}

/** Fetches the list at once and then at intervals, sooner after a failure. */
export function createBlacklist(parts: TspParts): { run(): void; stop(): void } {
  const { environment, limits } = parts;
  let cancel = () => {};
  let isOver = false;

  function run(): void {
    refreshBlacklist(parts)
      .catch((error: unknown) => {
        environment.log('tsp', `blacklist: ${String(error)}`);
        return false;
      })
      .then((isNew) => {
        const waitMs = isNew ? limits.blacklistMs : limits.deadlineRetryMs;
        if (!isOver) cancel = environment.timers.after(waitMs, run);
      });
  }

  return {
    run,
    stop() {
      isOver = true;
      cancel();
    },
  };
}

/** The PPP lists serials without their issuer; whatever else it differs in, a serial with the card's factor blocks it. */
export async function isCardBlocked(tx: Transaction, card: CardNames): Promise<boolean> {
  if (await isBlockedHere(tx, card)) return true;
  const factor = factorOf(card.asn);
  return (await getBlacklist(tx))?.cards.some((asn) => factorOf(asn) === factor) ?? false;
}

/** Whether this platform has blocked it: the PPP's list is not looked at. */
export const isBlockedHere = async (tx: Transaction, card: CardNames): Promise<boolean> =>
  (await getCardBlock(tx, cardOf(card))) !== undefined;

export const blockedTerminals = async (tx: Transaction): Promise<readonly string[]> =>
  (await getBlacklist(tx))?.terminals ?? [];

/** Blocks or releases the attempt's card in the caller's commit: what two people decided. */
export async function setCardBlock(
  unit: UnitOfWork,
  attempt: AttemptRow,
  blocked: boolean,
  reason: string,
): Promise<void> {
  const { orderId, attemptId } = attempt;
  const card = cardOf(attempt);
  if (blocked) putCardBlock(unit.tx, card, { since: unit.now, who: unit.who, reason });
  else dropCardBlock(unit.tx, card);
  const what = blocked ? 'card.blocked' : 'card.released';
  await audit(unit, { what, orderId, attemptId, note: reason });
}

/** Blocks the attempt's card and opens the case in which two people may release it. */
export async function blockWithCase(
  unit: UnitOfWork,
  attempt: AttemptRow,
  reason: string,
): Promise<void> {
  if (await isBlockedHere(unit.tx, attempt)) return;
  await setCardBlock(unit, attempt, true, reason);
  await openCase(unit, 'card-blocked', attempt, reason);
}

/** Blocks the attempt's card because a signature proves that there are two of it. */
export const blockTwin = (unit: UnitOfWork, attempt: AttemptRow, reason: string): Promise<void> =>
  blockWithCase({ ...unit, who: 'tsp' }, attempt, reason);
