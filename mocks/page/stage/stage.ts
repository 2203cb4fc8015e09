/** The state of the stage: its options, the world behind the portal, and the log. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Command } from '../../../src/remote/keys.ts';
import { wordsIn } from '../../../src/shared/text.ts';
import { arm } from '../../faults/arming.ts';
import { type FaultId, faultIds, faultOf } from '../../faults/faultList.ts';
import { scenarios } from '../../faults/scenarios.ts';
import type { World } from '../../world/world.ts';
import { type LogLine, lineOf, plainLine } from './logLine.ts';
import { addressOf, type StageOptions, usualHand } from './options.ts';
import { isSample, portalAddress } from './portalAddress.ts';
import { codeFor, profileNamed } from './profiles.ts';
import { type KeyPhase, sendKey } from './sendKey.ts';

export type PortalWindow = Window & { readonly KeyboardEvent: typeof KeyboardEvent };

export interface Stage {
  readonly options: Signal<StageOptions>;
  readonly world: Signal<World | null>;
  /** The same world in a new object after every change in it, so that views are drawn again. */
  readonly seen: ReadonlySignal<{ readonly world: World } | null>;
  /** The step that the portal shows. */
  readonly screen: Signal<string>;
  readonly log: Signal<readonly LogLine[]>;
  /** The portal's frame, once it exists. */
  frame: HTMLIFrameElement | null;
  choose(changes: Partial<StageOptions>): void;
  /** Opens the portal: on a new day, or on the same one. */
  open(isNewDay: boolean): void;
  /** Takes the world that was made in the frame. */
  enter(world: World): void;
  note(line: LogLine): void;
  setFault(id: FaultId, mode: 'lasts' | 'waits' | 'off'): void;
  press(command: Command, phase: KeyPhase, repeat?: boolean): void;
}

/** Options that begin a new day, and options that only need a reload. The others change at once. */
const NEW_DAY = ['scenario', 'screen'] as const;
const LOOK = ['lang', 'type', 'accent', 'skin', 'keys', 'pace', 'motion'] as const;
const RELOAD = [...LOOK, 'port', 'grant'] as const;
const MAX_LINES = 500;

export function createStage(
  initial: StageOptions,
  replaceAddress: (address: string) => void,
): Stage {
  const options = signal(initial);
  const world = signal<World | null>(null);
  const seen = signal<{ readonly world: World } | null>(null);
  const log = signal<readonly LogLine[]>([]);
  const struck = new Map<FaultId, number>();

  const put = (next: StageOptions) => {
    options.value = next;
    replaceAddress(addressOf(next));
  };
  const differs = (names: readonly (keyof StageOptions)[], before: StageOptions) =>
    names.some((name) => before[name] !== options.value[name]);

  const look = () => {
    seen.value = world.value && { world: world.value };
  };

  /** Notes the faults that have struck since the last call. */
  function listen(to: World): void {
    look();
    for (const [id, before] of struck) {
      const { struck: now, mode } = to.faults.of(id);
      struck.set(id, now);
      // A lasting fault strikes often; the log lines of the affected requests show it.
      if (now === before || mode === 'lasts') continue;
      const title = wordsIn(faultOf(id).title, options.value.ui);
      stage.note(plainLine(Date.now(), 'fault', title, id));
    }
  }

  const stage: Stage = {
    options,
    world,
    seen,
    screen: signal(''),
    log,
    frame: null,
    choose(next) {
      const before = options.value;
      const isOtherDay = next.scenario !== undefined && next.scenario !== before.scenario;
      const clean: Partial<StageOptions> = isOtherDay
        ? { card: '', balance: null, faults: {} }
        : {};
      const { screen } = next;
      if (screen !== undefined) next = { hand: usualHand(screen), ...next };
      put({ ...before, ...clean, ...next });
      if (differs(NEW_DAY, before)) return stage.open(true);
      if (differs(RELOAD, before)) return stage.open(false);
      const here = world.value;
      if (!here) return;
      const { card, balance, hand } = options.value;
      here.subscriber.isAutomatic = hand === 'on';
      if (card !== '' && card !== before.card) here.wallet.choose(card);
      if (balance !== null && 'balance' in next) {
        here.wallet.setBalance(here.wallet.inSlot ?? here.wallet.next, balance);
      }
      look();
    },
    open(isNewDay) {
      world.value = null;
      look();
      stage.screen.value = '';
      const address = new URL(portalAddress(options.value, isNewDay), location.href);
      stage.frame?.contentWindow?.location.replace(address);
    },
    enter(next) {
      if (isSample(options.value)) return;
      world.value = next;
      for (const id of faultIds) struck.set(id, next.faults.of(id).struck);
      next.subscriber.isAutomatic = options.value.hand === 'on';
      next.onTrace((trace) => stage.note(lineOf(trace)));
      next.onChange(() => world.value === next && listen(next));
      look();
    },
    note(line) {
      log.value = [...log.value.slice(1 - MAX_LINES), line];
    },
    setFault(id, mode) {
      const here = world.value;
      if (faultOf(id).now === 'acts' && mode === 'lasts') return here?.faults.now(id);
      if (here) arm(here.faults, { [id]: mode });
      const { [id]: _, ...others } = options.value.faults;
      const isOwn = scenarios[options.value.scenario]?.faults?.[id] === undefined;
      put({
        ...options.value,
        faults: mode === 'off' && isOwn ? others : { ...others, [id]: mode },
      });
    },
    press(command, phase, repeat = false) {
      const code = codeFor(profileNamed(options.value.keys), command);
      const page = stage.frame?.contentWindow as PortalWindow | null | undefined;
      if (code && page) sendKey(page, code, phase, repeat);
    },
  };
  return stage;
}
