/** Whose attempt it is. The box that began it may say what it likes of it; any other brings signatures or nothing. */
import type { AttemptRow } from '../books/rows.ts';
import type { Call } from '../door/call.ts';

type Whose = Pick<AttemptRow, 'stbId' | 'subscriberId'>;

/** Whether the box that calls began the attempt. A box that moved to another household did not begin it there. */
export const isOwnBox = (attempt: Whose, call: Call): boolean =>
  attempt.stbId === call.session.stbId && isOwnOrder(attempt, call);

/** Whether the order is the subscriber's own, so that every box of the household may read it. */
export const isOwnOrder = ({ subscriberId }: Whose, { session }: Call): boolean =>
  subscriberId === session.subscriberId;

/** A blocked box only finishes what it began. */
export const isBlockedStranger = (attempt: Whose, call: Call): boolean =>
  call.session.isBlocked === true && !isOwnBox(attempt, call);
