/**
 * Where each box is, by the network address of its requests. A box that moves has another address from then on. A box id
 * that goes back and forth is at two places at once: a copy of its key. People are told; nobody is locked out for it,
 * because nobody here can tell which of the two is the subscriber's.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { watchBox } from '../controls/boxes.ts';

/** The host's front writes it, whatever a box sends; a host without network has none. */
const ADDRESS = 'Box-Address';

/** An address that comes back after this time is that of a move and a move back. */
const AT_ONCE_MS = 10 * 60_000;
/** The same box is told about once in this time. */
const TOLD_MS = 60 * 60_000;
/** More boxes are not followed at once: those not seen for longest are forgotten. */
const MOST_BOXES = 200_000;

interface Place {
  readonly address: string;
  /** The last request from there. */
  readonly at: Instant;
  /** The address before, and when it was seen last. */
  readonly before?: { readonly address: string; readonly at: Instant };
  readonly toldAt?: Instant;
}

export const addressOf = (headers: Headers): string | undefined =>
  headers.get(ADDRESS) ?? undefined;

interface BoxPlaces {
  /** Notes an authentic request of the box. */
  seen(stbId: string, address: string): Promise<void>;
}

export function createBoxPlaces(parts: TspParts): BoxPlaces {
  const { clock, log } = parts.environment;
  const places = new Map<string, Place>();

  return {
    async seen(stbId, address) {
      const now = clock.now();
      const known = places.get(stbId);
      places.delete(stbId);
      if (known?.address === address) {
        places.set(stbId, { ...known, at: now });
        return;
      }
      if (places.size >= MOST_BOXES) places.delete(places.keys().next().value!);
      const before = known && { before: { address: known.address, at: known.at } };
      const cameBack =
        known?.before?.address === address && Math.abs(now - known.before.at) < AT_ONCE_MS;
      const isTold = known?.toldAt !== undefined && Math.abs(now - known.toldAt) < TOLD_MS;
      const tells = cameBack && !isTold;
      const toldAt = tells ? now : known?.toldAt;
      const told = toldAt === undefined ? {} : { toldAt };
      places.set(stbId, { address, at: now, ...before, ...told });
      if (!tells) return;
      try {
        await commit(parts, 'tsp', (unit) => watchBox(unit, stbId, 'at two addresses at once'));
      } catch (error) {
        log(
          'tsp',
          `box ${stbId} is at two addresses, and that could not be noted: ${String(error)}`,
        );
      }
    },
  };
}
