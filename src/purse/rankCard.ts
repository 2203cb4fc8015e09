/** Of several readers with a card in: whose card is the purse? A SAM, or a card of another kind, is told by asking it. */
import type { Log } from '../shared/log.ts';
import { purseErrorText } from './purseError.ts';
import { readPurse } from './readPurse.ts';
import type { Watched } from './watchReaders.ts';

const NO_PURSE = 0;
/** Put in by somebody who was asked for a card: what is wrong with it is said by the payment. */
const OFFERED = 1;
/** One card may be seen twice, by its contacts and by its antenna. */
const CONTACTLESS = 2;
const CONTACTS = 3;

/** PC/SC part 3: what readers say in place of the ATR that a contactless card does not have. */
const isContactless = ({ 1: t0 = 0, 2: td1, 3: td2 }: Uint8Array): boolean =>
  t0 >> 4 === 8 && td1 === 0x80 && td2 === 1;

/** Powers the card up, reads as every payment begins, and powers it down. Writes nothing. */
export async function rankCard(one: Watched, log: Log): Promise<void> {
  const { reader, heard, arrived } = one;
  const connected = await reader.connect();
  let rank = arrived > 0 ? OFFERED : NO_PURSE;
  let fault = connected.ok ? undefined : connected.error.code;
  // So it is, and will be: no purse speaks like this.
  if (fault === 'UNSUPPORTED_CARD' || fault === 'PROTO_MISMATCH') fault = undefined;
  if (connected.ok) {
    const purse = await readPurse(connected.value);
    await connected.value.disconnect();
    if (purse.ok) rank = isContactless(connected.value.atr) ? CONTACTLESS : CONTACTS;
    else {
      log('slot', `${reader.info.name}: no purse, ${purseErrorText(purse.error)}`);
      if (purse.error.kind === 'reader') fault = purse.error.error.code;
    }
  }
  // A card that has moved meanwhile is asked again.
  if (one.heard === heard || one.state !== 'present') Object.assign(one, { rank, fault });
}

/** The card to pay with: a purse before anything else, then the one that was put in last, then the operator's order. */
export function bestCard(readers: readonly Watched[]): Watched | undefined {
  let best: Watched | undefined;
  for (const one of readers) {
    if (one.state !== 'present' || !one.rank) continue;
    const by = best ? one.rank - best.rank! || one.arrived - best.arrived : 1;
    if (by > 0) best = one;
  }
  return best;
}
