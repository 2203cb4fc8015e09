/**
 * The TACs that were shown for one debit, each beside its right MAC2. The platform has no issuer's key, so it cannot tell a
 * right one from a wrong one: it keeps every one, and the PPP's verdict decides.
 *
 * An honest box shows one TAC only, always the same. What lying boxes show must not push out an honest one, however many
 * they are: a box that shows too many loses its own oldest, and one with three wrong ones is not heard any more.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import type { AttemptRow, TacCandidate } from './rows.ts';

type Shown = Pick<TacCandidate, 'tac' | 'at' | 'from'>;
type List = readonly TacCandidate[];

/** Of one box. There is no limit for all together: liars could use it up. */
const MOST_OPEN = 4;
const MOST_REFUSED = 3;

/** Whether the PPP has said nothing about it yet. */
export const isOpen = ({ refusedAt, rightAt }: TacCandidate): boolean =>
  refusedAt === undefined && rightAt === undefined;
/** Whether the PPP found it right. */
export const isFoundRight = ({ rightAt }: TacCandidate): boolean => rightAt !== undefined;
export const isRefused = ({ refusedAt }: TacCandidate): boolean => refusedAt !== undefined;

/** Reads the candidates of an attempt; rows of an older version have one TAC and no list. */
export function candidatesOf({ tacs, tac, debitedAt, stbId }: AttemptRow): List {
  if (tacs !== undefined) return tacs;
  return tac === undefined ? [] : [{ tac, at: debitedAt ?? 0, from: stbId }];
}

/**
 * Adds what was shown, oldest first. Returns the same list when it says nothing new, or its box is not heard any more.
 * `claimed`: what the claim has now. It stays, because its box answers for it.
 */
export function withShown(list: List, shown: Shown, claimed?: string): List {
  if (list.some(({ tac }) => tac === shown.tac)) return list;
  const ofBox = list.filter(({ from }) => from === shown.from);
  if (ofBox.filter(isRefused).length >= MOST_REFUSED) return list;
  const open = ofBox.filter(isOpen);
  const oldest = open.find(({ tac }) => tac !== claimed);
  const dropped = open.length >= MOST_OPEN ? oldest : undefined;
  return [...list.filter((candidate) => candidate !== dropped), shown];
}

const judged = (list: List, tac: string, word: Pick<TacCandidate, 'refusedAt' | 'rightAt'>): List =>
  list.map((candidate) => {
    if (candidate.tac !== tac) return candidate;
    const { refusedAt: _, rightAt: __, ...shown } = candidate;
    return { ...shown, ...word };
  });

/** Notes that the PPP found it wrong, whatever it said before. */
export const withRefused = (list: List, tac: string, at: Instant): List =>
  judged(list, tac, { refusedAt: at });

/** Notes that the PPP found it right, whatever it said before. */
export const withRight = (list: List, tac: string, at: Instant): List =>
  judged(list, tac, { rightAt: at });

/** The TAC to claim with: the right one, otherwise the newest that is not refused; `undefined` when all are. */
export function nextTac(list: List): string | undefined {
  return (list.find(isFoundRight) ?? list.filter(isOpen).at(-1))?.tac;
}

/** The TAC that people claim with again. Where all are refused each has its turn: the PPP may have been wrong about one. */
export function tacAgain(list: List): string | undefined {
  const refused = list.filter(isRefused).sort((a, b) => a.refusedAt! - b.refusedAt!);
  return nextTac(list) ?? refused[0]?.tac;
}
