/** Faults of BOSS: which fields of `BossFaults` each one changes, and which requests it strikes. */

import type { Fetch } from '../environment/environment.ts';
import type { BossFaults } from './bossFaults.ts';
import type { FaultId } from './faultList.ts';
import { type FaultStates, isSwitched } from './faultStates.ts';

interface BossFault {
  readonly changes: Partial<BossFaults>;
  readonly method?: string;
  readonly path?: RegExp;
}

const hold = { method: 'POST', path: /\/holds$/ };
const activation = { method: 'PUT', path: /\/activation$/ };

const BOSS_FAULTS: Partial<Readonly<Record<FaultId, BossFault>>> = {
  'boss-slow': { changes: { slowMs: 2_500 } },
  'boss-down': { changes: { down: true } },
  'boss-stopped': { changes: { rejectHold: 'service.stopped' }, ...hold },
  'boss-overlaps': { changes: { rejectHold: 'period.overlaps' }, ...hold },
  'boss-area': { changes: { rejectHold: 'area.not_covered' }, ...hold },
  'boss-price': { changes: { priceRiseFen: 100 } },
  'boss-pending': { changes: { pendingAsks: 1_000 }, ...activation },
  'boss-rejects': { changes: { rejectActivation: 'service.stopped' }, ...activation },
  'boss-no-credit': { changes: { rejectCredit: true }, method: 'PUT', path: /\/credit$/ },
};

const entries = Object.entries(BOSS_FAULTS) as [FaultId, BossFault][];

/** Keeps `current` up to date with the faults, and lets waiting faults strike at their request. */
export function bossFaultSite(faultStates: FaultStates, current: BossFaults, fetch: Fetch): Fetch {
  const usual: Readonly<BossFaults> = { ...current };

  /** Applies the lasting faults and `also`, which are for the current request only. */
  function apply(also: readonly BossFault[] = []): void {
    const lasting = entries.filter(([id]) => faultStates.of(id).mode === 'lasts');
    const all = [...lasting.map(([, fault]) => fault), ...also];
    Object.assign(current, usual, ...all.map(({ changes }) => changes));
  }

  faultStates.onChange((id, state, before) => {
    if (BOSS_FAULTS[id] && isSwitched(state, before)) apply();
  });
  if (entries.some(([id]) => faultStates.isOn(id))) apply();

  return async (request) => {
    const due = entries.filter(
      ([id, { method, path }]) =>
        faultStates.isOn(id) &&
        (method === undefined || method === request.method) &&
        (path === undefined || path.test(new URL(request.url).pathname)),
    );
    const waiting = due.filter(([id]) => faultStates.of(id).mode === 'waits');
    if (waiting.length > 0) apply(waiting.map(([, fault]) => fault));
    try {
      return await fetch(request);
    } finally {
      for (const [id] of due) faultStates.strike(id);
    }
  };
}
