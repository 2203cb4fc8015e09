/** Cards and terminals that may not pay: the PPP's list as last fetched, and cards this platform blocked itself. */

import type { components } from '../../../contract/pppApi.generated.ts';
import type { Transaction } from '../../../store/store.ts';
import { partyClient } from '../base/partyClient.ts';
import type { TspParts } from '../base/ports.ts';

type Blacklist = components['schemas']['Blacklist'];

export const PPP_URL = 'https://ppp.invalid/ppp/v1';

export const pppClient = (parts: Pick<TspParts, 'environment' | 'ppp' | 'limits' | 'health'>) =>
  partyClient(parts.environment, parts.ppp, PPP_URL, parts.limits.pppMs, parts.health.ppp);

/** Answers whether there was a new list; when the PPP does not answer, the old one stays in force. */
async function refreshBlacklist(parts: TspParts): Promise<boolean> {
  const list = await pppClient(parts).get<Blacklist>('/blacklist');
  if (!list.ok || !Array.isArray(list.value?.cards) || !Array.isArray(list.value.terminals)) {
    parts.environment.log('tsp', 'no blacklist from the PPP');
    return false;
  }
  const { cards, terminals } = list.value;
  await parts.store.transaction(async (tx) => tx.put('blacklist', { cards, terminals }));
  return true;
}

/** Fetches the list now and then again and again, sooner after a failure. */
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

const listed = (tx: Transaction) => tx.get<Blacklist>('blacklist');

export async function isCardBlocked(tx: Transaction, asn: string): Promise<boolean> {
  if ((await tx.get<true>(`blocked/${asn}`)) !== undefined) return true;
  return (await listed(tx))?.cards.includes(asn) ?? false;
}

export const blockedTerminals = async (tx: Transaction): Promise<readonly string[]> =>
  (await listed(tx))?.terminals ?? [];

/** A card that contradicts itself: a clone or a fault. */
export const blockCard = (tx: Transaction, asn: string): void => tx.put(`blocked/${asn}`, true);
