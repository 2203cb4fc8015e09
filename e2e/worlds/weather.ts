/** What goes wrong in a random world for a while, and by itself ends: wires, HSM, PSAMs, the disk, the clock. */
import type { Fetch } from '../../mocks/environment/environment.ts';
import type { VirtualTime } from '../../mocks/environment/simulation.ts';
import { HsmUnavailable, type SwitchableHsm } from '../../mocks/operator/hsm/hsm.ts';
import type {
  OperatorPlatform,
  OperatorPlatformParts,
} from '../../mocks/operator/operatorPlatform.ts';
import type { Psam } from '../../mocks/operator/psam/psam.ts';
import { PsamDead } from '../../mocks/operator/psam/psamFault.ts';
import { type Store, StoreUnavailable } from '../../mocks/store/store.ts';
import { neverAborted } from '../../src/shared/abort.ts';
import { pause } from '../../src/shared/time.ts';
import { type PlainStore, plainStore } from '../enumerate/plainStore.ts';
import type { Chance } from './chance.ts';
import { TROUBLES, type Trouble, type TroubleName } from './plan.ts';

export interface Weather {
  readonly store: PlainStore;
  /** Stands between the TSP and what it calls. */
  readonly between: NonNullable<OperatorPlatformParts['between']>;
  /** The network of a box, with its troubles. */
  network(box: number, fetch: Fetch): Fetch;
  begin(trouble: Trouble, operator: OperatorPlatform): void;
  isOn(what: TroubleName): boolean;
  /** Everything is well from now on. */
  clear(operator: OperatorPlatform): void;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});
const lost = () => new TypeError('connection lost');
const SLOW_MS = 20_000;
const MINUTE_MS = 60_000;
/** How often something is lost on a network that loses. */
const LOSES = 0.3;
/** How often a commit that was reported as failed is on the disk. */
const WRITTEN_ALL_THE_SAME = 0.3;

export function createWeather(time: VirtualTime, chance: Chance): Weather {
  /** When each trouble is over, by a clock that nobody sets; with the number it is about. */
  const until = new Map<TroubleName, { readonly at: number; readonly number: number }>();
  const listeners = new Set<() => void>();
  let setBy = 0;
  let isSpoilt = false;
  let ends: (() => void)[] = [];

  const numberOf = (what: TroubleName): number | null => {
    const row = until.get(what);
    return row && time.steady!() < row.at ? row.number : null;
  };
  const isOn = (what: TroubleName): boolean => numberOf(what) !== null;

  const plain = plainStore(() => {
    if (!isOn('the disk is full')) return null;
    isSpoilt = true;
    const fails = () => {
      throw new Error('the disk is full');
    };
    const nothing = () => {};
    return chance.happens(WRITTEN_ALL_THE_SAME)
      ? { before: nothing, after: fails }
      : { before: fails, after: nothing };
  });
  const heard = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  /** After a write that failed no transaction begins until the store was opened again. */
  const withNews = (store: Store): Store => ({
    ...store,
    transaction: (work) =>
      isSpoilt && isOn('the disk is full')
        ? Promise.reject(new StoreUnavailable(new Error('the disk is full')))
        : store.transaction(work),
    room: (name) => withNews(store.room(name)),
    onReopened: (listener) => heard(listener) as unknown as () => void,
  });

  async function twice(request: Request, fetch: Fetch): Promise<Response> {
    const again = request.clone();
    if (chance.happens(0.5)) {
      const response = await fetch(request);
      time.after(chance.int(0, SLOW_MS), () => void fetch(again).catch(() => {}));
      return response;
    }
    void fetch(request).catch(() => {});
    return fetch(again);
  }

  function setClock(byMs: number): void {
    time.setClock(byMs);
    setBy += byMs;
  }

  const faultsOf = ({ boss, ppp }: OperatorPlatform) => {
    boss.faults.down = isOn('BOSS is down');
    boss.faults.rejectActivation = isOn('BOSS refuses to open') ? 'service.stopped' : null;
    boss.faults.rejectCredit = isOn('BOSS refuses credits');
    boss.faults.pendingAsks = isOn('BOSS takes long') ? 6 : 0;
    ppp.faults.down = isOn('PPP is down');
  };
  function heal(): void {
    if (!isOn('the clock goes wrong') && setBy !== 0) setClock(-setBy);
    if (isSpoilt && !isOn('the disk is full')) {
      isSpoilt = false;
      for (const listener of [...listeners]) listener();
    }
  }

  return {
    store: { ...withNews(plain), rows: plain.rows },
    isOn,
    network: (box, fetch) => async (request) => {
      const here = (what: TroubleName) => numberOf(what) === box;
      if (here('the network is down')) throw lost();
      if (here('the network is slow')) {
        await pause(time, chance.int(0, SLOW_MS), neverAborted);
        const response = await fetch(request);
        await pause(time, chance.int(0, SLOW_MS), neverAborted);
        return response;
      }
      if (here('the network loses')) {
        if (chance.happens(LOSES)) throw lost();
        const response = await fetch(request);
        if (chance.happens(LOSES)) throw lost();
        return response;
      }
      return here('requests come twice') ? twice(request, fetch) : fetch(request);
    },
    between: {
      hsm(hsm: SwitchableHsm): SwitchableHsm {
        const through = <T>(work: () => Promise<T>): Promise<T> => {
          if (isOn('HSM is silent')) return never();
          return isOn('HSM is down') ? Promise.reject(new HsmUnavailable()) : work();
        };
        return {
          verifyMac2: (subject) => through(() => hsm.verifyMac2(subject)),
          closingMac2: (subject) => through(() => hsm.closingMac2(subject)),
          setAvailable: (isAvailable) => hsm.setAvailable(isAvailable),
        };
      },
      psam(psam: Psam): Psam {
        return {
          get state() {
            return psam.state;
          },
          reset: () => psam.reset(),
          transmit(command) {
            const number = numberOf('a PSAM is dead');
            const last = Number.parseInt(psam.state.terminalNo.slice(-1), 16);
            if (number !== null && Math.abs(number) % 4 === last % 4) throw new PsamDead('dead');
            return psam.transmit(command);
          },
        };
      },
      wire: (party, fetch) => async (request) => {
        if (isOn(party === 'boss' ? 'BOSS is silent' : 'PPP is silent')) return never();
        const response = await fetch(request);
        if (party === 'boss' && isOn('BOSS loses answers') && chance.happens(LOSES)) throw lost();
        return response;
      },
    },
    begin({ what, forMs, number }, operator) {
      if (what === 'the clock goes wrong') setClock(number * MINUTE_MS);
      until.set(what, { at: time.steady!() + forMs, number });
      faultsOf(operator);
      ends.push(
        time.after(forMs, () => {
          faultsOf(operator);
          heal();
        }),
      );
    },
    clear(operator) {
      for (const end of ends) end();
      ends = [];
      for (const what of TROUBLES) until.delete(what);
      faultsOf(operator);
      heal();
    },
  };
}
