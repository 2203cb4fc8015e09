/** The subscriber's side: a box with a slot, cards, the person who moves them, and the network to the TSP. */
import type { HostObject } from '../../src/reader/hostObject/hostLink.ts';
import type { SimulatedCard } from '../card/createCard.ts';
import type { Environment, Fetch } from '../environment/environment.ts';
import { beginScenario } from '../faults/beginScenario.ts';
import { createFaults, type Faults } from '../faults/createFaults.ts';
import type { FaultStates } from '../faults/faultStates.ts';
import type { CardName, Scenario } from '../faults/scenarios.ts';
import { blockedBox, demoBox } from '../operator/boss/seed/seed.ts';
import type { SwitchableHsm } from '../operator/hsm/hsm.ts';
import { killableFetch, type Life } from '../store/killable.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import { type NoteTrace, tracedFetch } from '../trace/trace.ts';
import { exchangeTrace, watchedHost } from '../trace/watchedHost.ts';
import { createNetwork, type Network } from './network.ts';
import type { Occurrences } from './occurrences.ts';
import { fakeSocket } from './reader/fakeSocket.ts';
import { simulatedHost } from './reader/simulatedHost.ts';
import {
  type SimulatedReaders,
  type SimulatedReadersParts,
  simulatedReaders,
} from './reader/simulatedReaders.ts';
import { createSlot, type SimulatedSlot } from './reader/simulatedSlot.ts';
import {
  createSimulatedSubscriber,
  habitsAt,
  type SimulatedSubscriber,
} from './simulatedSubscriber.ts';
import { createWallet, type Wallet } from './wallet.ts';

export interface SimulatedBox {
  /** The portal's network to the TSP. */
  readonly network: Network;
  readonly slot: SimulatedSlot;
  readonly host: HostObject;
  /** Replacements for `navigator.usb`, `navigator.hid` and `WebSocket`, where the box's reader is behind them. */
  readonly readers: SimulatedReaders & { readonly socket?: ReturnType<typeof fakeSocket> };
  readonly subscriber: SimulatedSubscriber;
  readonly wallet: Wallet;
  readonly faults: Faults;
  card(name: CardName): SimulatedCard;
  /** Calls back for every command to the card and every request to a party, without their data. */
  onTrace(note: NoteTrace): void;
  /** Calls back when card, slot or a fault has changed. */
  onChange(callback: () => void): void;
}

export interface ReaderWish
  extends Pick<SimulatedReadersParts, 'port' | 'model' | 'faults' | 'granted'> {}

/** The token of the simulated daemon. */
export const DAEMON_TOKEN = 'pretend-daemon-token';

/** The box's identity at BOSS and its good card, where they are not the scenario's. */
interface BoxIdentityWish {
  readonly stbId: string;
  /** 32 bytes hex. */
  readonly boxKey: string;
  /** 20 digits. */
  readonly cardSerial: string;
}

interface SimulatedBoxParts {
  readonly environment: Environment;
  readonly nvm: NonVolatileMemory;
  readonly scenario: Scenario;
  readonly faultStates: FaultStates;
  readonly occurrences: Occurrences;
  readonly identity?: BoxIdentityWish;
  /** How the box reaches its reader; default: by the host object. */
  readonly reader?: ReaderWish;
  /** How many times quicker than real ones subscriber and card are. */
  readonly pace?: number;
  /** Called when the box loses power, to take the page away; the box sends nothing from then on. */
  readonly powerCut?: () => void;
  readonly toTsp: Fetch;
  /** Where the platform is in the same process: what faults need of it. */
  readonly platform?: { readonly hsm: SwitchableHsm; restartTsp(): Promise<void> };
}

/** How long a command takes; contact cards at 9600 baud are slow. */
const APDU_MS = 30;
const READER = 'Pretend slot 1';

function identityIn({
  scenario,
  identity,
}: SimulatedBoxParts): Omit<BoxIdentityWish, 'cardSerial'> {
  if (identity) return identity;
  const { stbId, key } = scenario.box === 'blocked' ? blockedBox : demoBox;
  return { stbId: scenario.box === 'unknown' ? 'STB-FFFFFFFFFF' : stbId, boxKey: key };
}

export function createSimulatedBox(
  parts: SimulatedBoxParts,
): SimulatedBox & { readonly note: NoteTrace } {
  const { environment, nvm, scenario, faultStates, occurrences, pace = 1, platform } = parts;
  const { clock, timers } = environment;
  const witnesses: NoteTrace[] = [];
  const watchers: (() => void)[] = [];
  const note: NoteTrace = (trace) => {
    for (const witness of witnesses) witness(trace);
  };
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  const box: Life = { isOver: false };
  const toTsp: Fetch = (request) => {
    // The screen may be reported late from another process; a request for MAC1 shows the step, too.
    if (new URL(request.url).pathname.endsWith('/authorise')) pullBeforeDebit();
    return parts.toTsp(request);
  };
  const network = createNetwork(toTsp, timers, occurrences, (fetch) =>
    killableFetch(tracedFetch('tsp', fetch, clock, note), box),
  );
  network.faults = [...(scenario.network ?? [])];

  const slot = createSlot();
  function pullBeforeDebit(): void {
    if (!faultStates.isOn('pulled-before-debit')) return;
    faultStates.strike('pulled-before-debit');
    slot.pull();
  }
  const port = parts.reader?.port ?? 'host-object';
  const cardSerial = parts.identity?.cardSerial;
  const wallet = createWallet({
    environment,
    nvm,
    scenario,
    slot,
    occurrences,
    ...(cardSerial === undefined ? {} : { serial: cardSerial }),
  });
  const host = simulatedHost(environment, slot, {
    ...identityIn(parts),
    readerName: READER,
    hasReader: port === 'host-object' || port === 'websocket',
    apduMs: APDU_MS / pace,
    followsItself: port === 'host-object' && parts.reader?.model === 'omapi',
  });
  const readers = simulatedReaders({
    timers,
    slot,
    ...parts.reader,
    port,
    pace: { powerOnMs: APDU_MS / pace, commandMs: APDU_MS / pace },
  });
  const watched = watchedHost(host, clock, note, () => box.isOver);
  if (readers.usb || readers.hid) {
    slot.onExchange((exchange) => note(exchangeTrace(exchange, clock.now())));
  }
  const habits = { ...habitsAt(pace), ...scenario.habits };
  const subscriber = createSimulatedSubscriber(timers, slot, habits, wallet.take);
  const sees = subscriber.sees;
  subscriber.sees = (screen) => {
    sees(screen);
    if (screen === 'authorising') pullBeforeDebit();
  };

  beginScenario(faultStates, nvm, scenario.faults);
  const faults = createFaults({
    faultStates,
    network,
    slot,
    hsm: platform?.hsm ?? { setAvailable() {} },
    restartTsp: platform?.restartTsp ?? (async () => {}),
    powerCut() {
      box.isOver = true;
      parts.powerCut?.();
    },
  });
  slot.onChange(changed);
  slot.onExchange(changed);
  wallet.onWrite(changed);
  faultStates.onChange(changed);
  const daemon = { host: watched, slot, readerName: READER, timers, token: DAEMON_TOKEN };
  return {
    network,
    slot,
    host: watched,
    readers: port === 'websocket' ? { socket: fakeSocket(daemon) } : readers,
    subscriber,
    wallet,
    faults,
    card: wallet.card,
    note,
    onTrace: (witness) => void witnesses.push(witness),
    onChange: (watcher) => void watchers.push(watcher),
  };
}
