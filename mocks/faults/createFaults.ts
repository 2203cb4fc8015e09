/** The switches of all faults in the list, wherever in the simulated world they strike. */
import type { Bytes } from '../../src/shared/bytes.ts';
import type { SimulatedCard } from '../card/createCard.ts';
import { type FaultId, faultIds, faultOf } from './faultList.ts';
import { type FaultState, type FaultStates, isSwitched } from './faultStates.ts';
import { isCommandOf, isRequestOf, type MomentId, momentOf } from './moments.ts';
import type { NetworkFault } from './scenarios.ts';

export interface Faults {
  of(id: FaultId): FaultState;
  /** Switches a fault on now: it acts, or lasts until it is switched off. @throws Error when it can only wait for its step. */
  now(id: FaultId): void;
  /** Lets a fault strike at its step, `times` times. @throws Error when it has no step. */
  next(id: FaultId, times?: number): void;
  /** Lets a fault strike once at a moment of the payment, or last from it on. @throws Error when it has no moments. */
  at(id: FaultId, moment: MomentId): void;
  off(id: FaultId): void;
}

/** The part of the network to the TSP that faults use. */
interface FaultyWire {
  down: boolean;
  delayMs: number;
  faults: NetworkFault[];
  onLost(callback: (name?: string) => void): void;
  onRequest(callback: (request: Request) => void): void;
}

/** The part of the slot that faults use. */
interface FaultySlot {
  readonly plugged: boolean;
  plug(): void;
  unplug(): void;
  hold(isHeld: boolean): void;
  pull(): void;
  onCommand(callback: (command: Bytes, card: SimulatedCard) => void): void;
}

interface FaultParts {
  readonly faultStates: FaultStates;
  readonly network: FaultyWire;
  readonly slot: FaultySlot;
  readonly hsm: { setAvailable(isAvailable: boolean): void };
  restartTsp(): Promise<void>;
  powerCut(): void;
}

const DEBIT_INS = 0x54;
const SLOW_MS = 1_500;
/** Longer than anybody waits. */
const HANG_MS = 3_600_000;

const CUTS = {
  'cut-before-write': 'before-write',
  'cut-after-write': 'after-write',
  'cut-before-answer': 'before-answer',
} as const;

const LOSSES: Partial<Readonly<Record<FaultId, Omit<NetworkFault, 'name'>>>> = {
  'network-down': { loses: 'request' },
  'authorise-request-lost': { pathEnd: '/authorise', loses: 'request' },
  'authorise-answer-lost': { pathEnd: '/authorise', loses: 'answer' },
  'report-request-lost': { pathEnd: '/report', loses: 'request' },
  'report-answer-lost': { pathEnd: '/report', loses: 'answer' },
  'answer-lost': { loses: 'answer' },
  'request-twice': { loses: 'nothing', sends: 'twice' },
  'request-changed': { loses: 'nothing', sends: 'changed' },
};

export function createFaults(parts: FaultParts): Faults {
  const { faultStates, network, slot, hsm } = parts;

  const lasting: Partial<Readonly<Record<FaultId, (isOn: boolean) => void>>> = {
    'network-down': (isOn) => {
      network.down = isOn;
    },
    'network-slow': (isOn) => {
      network.delayMs = isOn ? SLOW_MS : 0;
    },
    'network-hangs': (isOn) => {
      network.delayMs = isOn ? HANG_MS : 0;
    },
    'hsm-down': (isOn) => hsm.setAvailable(!isOn),
    'reader-unplugged': (isOn) => {
      if (isOn === slot.plugged) isOn ? slot.unplug() : slot.plug();
    },
    'reader-held': (isOn) => slot.hold(isOn),
  };
  const acting: Partial<Readonly<Record<FaultId, () => void>>> = {
    'card-pulled': () => slot.pull(),
    'tsp-killed': () => void parts.restartTsp(),
    'power-cut': () => parts.powerCut(),
  };

  /** Whether it begins at a moment: what harms a single message is the network's affair. */
  const begins = (id: FaultId, at: MomentId | undefined): at is MomentId =>
    at !== undefined && (faultOf(id).now !== undefined || LOSSES[id] === undefined);
  /** Lets every fault act, or last from now on, that waits for this moment. */
  function come(isNow: (moment: MomentId) => boolean): void {
    for (const id of faultIds) {
      const { at } = faultStates.of(id);
      if (begins(id, at) && isNow(at)) startNow(id);
    }
  }
  function startNow(id: FaultId): void {
    faultStates.strike(id);
    if (faultOf(id).now === 'lasts') faultStates.set(id, 'lasts');
    else acting[id]?.();
  }

  function apply(id: FaultId, { mode, at }: FaultState): void {
    lasting[id]?.(mode === 'lasts');
    const loss = LOSSES[id];
    if (!loss) return;
    const others = network.faults.filter(({ name }) => name !== id);
    const isThere = (mode === 'waits' && !begins(id, at)) || (mode === 'lasts' && !lasting[id]);
    const where = at === undefined ? {} : momentOf(at).request;
    network.faults = isThere ? [...others, { ...loss, ...where, name: id }] : others;
  }

  faultStates.onChange((id, state, before) => {
    if (isSwitched(state, before)) apply(id, state);
  });
  for (const id of faultIds) {
    if (faultStates.of(id).mode !== 'off') apply(id, faultStates.of(id));
  }
  network.onRequest((request) => come((moment) => isRequestOf(moment, request)));
  network.onLost((name) => {
    if (name !== undefined) faultStates.strike(name as FaultId);
    else if (faultStates.isOn('network-down')) faultStates.strike('network-down');
  });
  slot.onCommand((command: Bytes, card: SimulatedCard) => {
    come((moment) => isCommandOf(moment, command[1]));
    if (command[1] !== DEBIT_INS) return;
    for (const [id, at] of Object.entries(CUTS) as [keyof typeof CUTS, string][]) {
      if (!faultStates.isOn(id)) continue;
      card.cutNext({ at: at as (typeof CUTS)[typeof id] });
      return faultStates.strike(id);
    }
    if (!faultStates.isOn('power-cut')) return;
    faultStates.strike('power-cut');
    parts.powerCut();
  });

  return {
    of: faultStates.of,
    now(id) {
      const kind = faultOf(id).now;
      if (kind === undefined) throw new Error(`${id} waits for its step`);
      if (kind === 'lasts') return faultStates.set(id, 'lasts');
      faultStates.strike(id);
      acting[id]?.();
    },
    next(id, times = 1) {
      if (faultOf(id).next === undefined) throw new Error(`${id} has no step to wait for`);
      faultStates.set(id, 'waits', times);
    },
    at(id, moment) {
      if (!faultOf(id).atMoments) throw new Error(`${id} has no moment to wait for`);
      faultStates.set(id, 'waits', 1, moment);
    },
    off: (id) => faultStates.set(id, 'off'),
  };
}
