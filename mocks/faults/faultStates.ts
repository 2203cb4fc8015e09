/** The state of each fault: whether it waits or lasts, and how often it has struck. Kept over a reload. */
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import type { FaultId } from './faultList.ts';
import type { MomentId } from './moments.ts';

export interface FaultState {
  /** `lasts`: on until it is switched off. `waits`: strikes `left` times at its step. */
  readonly mode: 'off' | 'lasts' | 'waits';
  readonly left: number;
  readonly struck: number;
  /** It waits for this moment instead of its step. */
  readonly at?: MomentId;
}

export interface FaultStates {
  of(id: FaultId): FaultState;
  /** Whether it acts, or waits for its step. One that waits for a moment is not on yet. */
  isOn(id: FaultId): boolean;
  set(id: FaultId, mode: FaultState['mode'], times?: number, at?: MomentId): void;
  /** Notes that a fault has struck; a waiting fault ends after its last time. */
  strike(id: FaultId): void;
  onChange(callback: (id: FaultId, state: FaultState, before: FaultState) => void): void;
}

const OFF: FaultState = { mode: 'off', left: 0, struck: 0 };

/** Whether a change switches a fault; a lasting fault that only struck again is unchanged. */
export const isSwitched = (state: FaultState, before: FaultState): boolean =>
  state.mode !== before.mode || state.mode === 'waits';

export function createFaultStates(nvm: NonVolatileMemory): FaultStates {
  const changed: Parameters<FaultStates['onChange']>[0][] = [];
  const of = (id: FaultId): FaultState => {
    const kept = nvm.read(`fault:${id}`);
    return kept ? JSON.parse(kept) : OFF;
  };
  const write = (id: FaultId, state: FaultState) => {
    const before = of(id);
    nvm.write(`fault:${id}`, JSON.stringify(state));
    for (const callback of changed) callback(id, state, before);
  };
  return {
    of,
    isOn: (id) => of(id).mode !== 'off' && of(id).at === undefined,
    set: (id, mode, times = 1, at) =>
      write(id, {
        mode,
        left: mode === 'waits' ? times : 0,
        struck: of(id).struck,
        ...(at === undefined ? {} : { at }),
      }),
    strike(id) {
      const { mode, left, struck } = of(id);
      const after = mode === 'waits' ? Math.max(0, left - 1) : left;
      const isOver = mode === 'waits' && after === 0;
      write(id, { mode: isOver ? 'off' : mode, left: after, struck: struck + 1 });
    },
    onChange: (callback) => void changed.push(callback),
  };
}
