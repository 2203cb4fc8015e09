/**
 * Shows the progress of a settlement on the error stream: one line, redrawn, on a terminal, else one line for each
 * phase.
 */
import { barOf } from '../settlement/disk/progressBar.ts';
import type { SettleState } from './day/settleWatch.ts';

export interface SettleBar {
  show(state: SettleState): void;
  end(): void;
}

interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const PHASE_WIDTH = 28;

function lineOf({ phase, rows, of }: SettleState): string {
  const bar = of === undefined ? '' : `${barOf(rows / of)}  `;
  return `  ${phase.padEnd(PHASE_WIDTH)}${bar}${rows.toLocaleString('en-US')} rows`;
}

/** `now`: milliseconds. */
export function settleBar(screen: Screen, now: () => number): SettleBar {
  let last: { readonly state: SettleState; readonly since: number } | null = null;

  function endPhase(): void {
    if (!last) return;
    const { state, since } = last;
    const seconds = ((now() - since) / 1_000).toFixed(1);
    const { phase, rows } = state;
    const line = `  ${phase.padEnd(PHASE_WIDTH)}${rows.toLocaleString('en-US')} rows, ${seconds} s\n`;
    screen.write(screen.isTTY ? `\r\x1b[K${line}` : line);
    last = null;
  }

  return {
    show(state) {
      if (last && last.state.phase !== state.phase) endPhase();
      last = { state, since: last?.since ?? now() };
      if (screen.isTTY) screen.write(`\r\x1b[K${lineOf(state)}`);
    },
    end: endPhase,
  };
}
