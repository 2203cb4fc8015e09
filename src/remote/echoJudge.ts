/**
 * One press may come as two or three kinds of event (keydown and keypress, or keypress, irkeypress and systemevent), in
 * any order and late. The presses of a key are counted for each kind: the highest count is believed, and what the
 * other kinds report up to it is an echo. So neither order nor delay matters, and a true second press counts.
 */
import type { Command } from './keys.ts';

/** After this long without the key its counts begin again at zero: a kind may have lost an event. */
export const RECOUNT_MS = 1000;

interface Counts {
  readonly told: Record<string, number>;
  most: number;
  at: number;
}

/** True when another kind of event has reported this press already. */
export function echoJudge(): (kind: string, command: Command, at: number) => boolean {
  const countsOf: Partial<Record<Command, Counts>> = {};
  return (kind, command, at) => {
    let counts = countsOf[command];
    if (!counts || at - counts.at > RECOUNT_MS)
      counts = countsOf[command] = { told: {}, most: 0, at };
    counts.at = at;
    const count = (counts.told[kind] ?? 0) + 1;
    counts.told[kind] = count;
    if (count <= counts.most) return true;
    counts.most = count;
    return false;
  };
}
