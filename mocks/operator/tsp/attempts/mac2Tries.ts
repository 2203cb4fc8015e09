/**
 * How often the HSM is asked about one attempt. A MAC2 has 32 bits, so nobody may guess: only a few different ones of each
 * box are tried, fewer of a box that did not begin the attempt. Every box has tries of its own, so that a stranger cannot
 * use up those of the box in which the card lies now. What is beyond that is neither right nor wrong: it is not looked at
 * until people have noted evidence in the case.
 */
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { loadAttempt } from '../books/expire.ts';
import type { AttemptRow } from '../books/rows.ts';
import { getAttempt } from '../books/store/attemptStore.ts';
import { getMac2Tries, putMac2Tries } from '../books/store/limitStore.ts';
import { watchBox } from '../controls/boxes.ts';
import { openConflict } from './openConflict.ts';

interface Try {
  readonly attempt: AttemptRow;
  readonly mac2: string;
  /** The box that brings it. */
  readonly stbId: string;
  /** Whether that box began the attempt. */
  readonly isOwn: boolean;
}

type Tried = NonNullable<Awaited<ReturnType<typeof getMac2Tries>>>['tried'];

/** MAC2s, each with the box that brought it. */
type Running = Map<string, string>;

/** What the HSM is asked at the moment, by attempt. The very first try of an attempt is in no row: most are right. */
const asked = new WeakMap<TspParts, Map<string, Running>>();

function askedOf(parts: TspParts): Map<string, Running> {
  const known = asked.get(parts) ?? new Map<string, Running>();
  asked.set(parts, known);
  return known;
}

const CAUSE = 'wrong MAC2s for one attempt';

/** Whether this box may bring no more. `underWay`: the boxes whose MAC2s are in no row yet. */
function isUsedUp({ limits }: TspParts, offered: Try, tried: Tried, underWay: readonly string[]) {
  const { stbId, isOwn } = offered;
  const ofBox = [...tried.map((known) => known.stbId), ...underWay].filter((by) => by === stbId);
  return ofBox.length >= (isOwn ? limits.mac2Tries : limits.mac2TriesOfOthers);
}

/** Whether its right MAC2 is not known yet. The commit that enters it ends its tries: there is nothing left to guess. */
const isOpen = async ({ tx }: UnitOfWork, { attemptId }: AttemptRow): Promise<boolean> =>
  (await getAttempt(tx, attemptId))?.mac2 === undefined;

async function openCase(unit: UnitOfWork, { attemptId }: AttemptRow): Promise<void> {
  const moved = await loadAttempt(unit, attemptId);
  const note =
    'too many different MAC2s: the HSM is asked about no other until evidence is noted here';
  if (moved) await openConflict(unit, moved, note);
}

/**
 * Counts a MAC2 before the HSM is asked. `ask`: ask, and call `endTry`. `wrong`: the HSM found it wrong before, so it
 * counts no second time. `unchecked`: there were too many others; nobody knows.
 */
export const beginTry = (parts: TspParts, offered: Try): Promise<'ask' | 'wrong' | 'unchecked'> =>
  commit(parts, offered.stbId, async (unit) => {
    const { attempt, mac2, stbId, isOwn } = offered;
    const { attemptId } = attempt;
    const tried = (await getMac2Tries(unit.tx, attemptId))?.tried ?? [];
    const running: Running = askedOf(parts).get(attemptId) ?? new Map();
    const known = tried.find((each) => each.mac2 === mac2);
    if (known?.wrong) return 'wrong';
    if (!known && !running.has(mac2)) {
      const underWay = [...running].filter(([each]) => !tried.some((row) => row.mac2 === each));
      const boxes = underWay.map(([, by]) => by);
      if (isUsedUp(parts, offered, tried, boxes)) {
        // What others may bring an honest box may have: its card's payments behind a number that somebody invented.
        if (!isOwn) await watchBox(unit, stbId, CAUSE);
        else await openCase(unit, attempt);
        return 'unchecked';
      }
      // A crash while the HSM is asked gives no try back.
      if (tried.length + underWay.length > 0 && (await isOpen(unit, attempt))) {
        putMac2Tries(unit.tx, { attemptId, tried: [...tried, { mac2, stbId, wrong: false }] });
      }
    }
    askedOf(parts).set(attemptId, running.has(mac2) ? running : running.set(mac2, stbId));
    return 'ask';
  });

/** The HSM has answered, or did not. The last wrong one that the own box is allowed opens a case and puts it on watch. */
export async function endTry(parts: TspParts, offered: Try, isWrong: boolean): Promise<void> {
  const { attempt, mac2, stbId } = offered;
  const { attemptId } = attempt;
  try {
    if (!isWrong) return;
    await commit(parts, stbId, async (unit) => {
      if (!(await isOpen(unit, attempt))) return;
      const before = (await getMac2Tries(unit.tx, attemptId))?.tried ?? [];
      const others = before.filter((each) => each.mac2 !== mac2);
      const tried = [...others, { mac2, stbId, wrong: true }];
      putMac2Tries(unit.tx, { attemptId, tried });
      if (!offered.isOwn || !isUsedUp(parts, offered, tried, [])) return;
      await watchBox(unit, stbId, CAUSE);
      await openCase(unit, attempt);
    });
  } finally {
    const running = askedOf(parts).get(attemptId);
    running?.delete(mac2);
    if (running?.size === 0) askedOf(parts).delete(attemptId);
  }
}
