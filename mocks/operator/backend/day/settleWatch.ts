/** How far the running settlement is: kept by the host, shown by `npm run settle`. */
import type { SettlePhase, TellProgress } from '../../settlement/settleProgress.ts';

export interface SettleState {
  readonly phase: SettlePhase;
  readonly rows: number;
  /** The expected number: the most that any earlier phase had. Absent in the first phase. */
  readonly of?: number;
}

interface SettleWatch {
  readonly tell: TellProgress;
  /** `null`: nothing runs. */
  readonly state: SettleState | null;
  /** Begins another settlement. */
  reset(): void;
}

export function createSettleWatch(heard: (state: SettleState) => void = () => {}): SettleWatch {
  let state: SettleState | null = null;
  let most = 0;
  return {
    get state() {
      return state;
    },
    tell(phase, rows) {
      if (state && state.phase !== phase) most = Math.max(most, state.rows);
      state = { phase, rows, ...(most > 0 ? { of: Math.max(most, rows) } : {}) };
      heard(state);
    },
    reset() {
      state = null;
      most = 0;
    },
  };
}
