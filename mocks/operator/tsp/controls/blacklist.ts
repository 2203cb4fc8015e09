/** Cards and terminals that may not pay: the PPP's blacklist as fetched last, and cards that this platform blocked. */

import type { Transaction } from '../../../store/store.ts';
import { partyClient } from '../base/partyClient.ts';
import type { TspParts } from '../base/ports.ts';
import {
  type Blacklist,
  getBlacklist,
  isCardMarked,
  markCard,
  putBlacklist,
} from '../books/store/controlStore.ts';

const PPP_URL = 'https://ppp.invalid/ppp/v1';

export const pppClient = (parts: Pick<TspParts, 'environment' | 'ppp' | 'limits' | 'health'>) =>
  partyClient(parts.environment, parts.ppp, PPP_URL, parts.limits.pppMs, parts.health.ppp);

/** Fetches the list; returns whether there was one. While the PPP does not answer, the old list stays in force. */
async function refreshBlacklist(parts: TspParts): Promise<boolean> {
  const list = await pppClient(parts).get<Blacklist>('/blacklist');
  if (!list.ok || !Array.isArray(list.value?.cards) || !Array.isArray(list.value.terminals)) {
    parts.environment.log('tsp', 'no blacklist from the PPP');
    return false;
  }
  const { cards, terminals } = list.value;
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

export async function isCardBlocked(tx: Transaction, asn: string): Promise<boolean> {
  if (await isCardMarked(tx, asn)) return true;
  return (await getBlacklist(tx))?.cards.includes(asn) ?? false;
}

export const blockedTerminals = async (tx: Transaction): Promise<readonly string[]> =>
  (await getBlacklist(tx))?.terminals ?? [];

/** Blocks a card that contradicts itself: a clone or a faulty card. */
export const blockCard = markCard;
