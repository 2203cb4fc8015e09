/** Who looked at which person: a row of the audit for each look. A page that asks again and again is one look. */
import type { Instant } from '../../../../src/shared/time.ts';
import { notePerson } from '../base/notePerson.ts';
import type { Looks, OpsParts } from '../base/opsTypes.ts';

const ONE_LOOK_MS = 10 * 60_000;
/** Looks that are remembered; more only means that one is noted twice. */
const MOST = 1_000;

/** A restart forgets them: the next look is noted again. */
export function createLooks(parts: Pick<OpsParts, 'environment' | 'room'>): Looks {
  const noted = new Map<string, Instant>();
  return {
    async note(who, subscriberId) {
      const now = parts.environment.clock.now();
      const look = `${who}/${subscriberId}`;
      const before = noted.get(look);
      if (before !== undefined && Math.abs(now - before) < ONE_LOOK_MS) return;
      await parts.room.transaction((tx) =>
        notePerson(parts, tx, who, 'subscriber.looked', subscriberId),
      );
      if (noted.size >= MOST) noted.clear();
      noted.set(look, now);
    },
  };
}
