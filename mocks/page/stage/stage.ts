/** The state of the stage: its options, the world behind the portal, and the log. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { hashOf, type OwnLook } from '../../../src/app/gallery/look/ownLook.ts';
import type { PortalPage } from '../../../src/app/gallery/look/wearLook.ts';
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

interface Utterance {
  readonly text: string;
  readonly interrupts: boolean;
}

export interface Stage {
  readonly options: Signal<StageOptions>;
  readonly world: Signal<World | null>;
  /** The same world in a new object after every change in it, so that views are drawn again. */
  readonly seen: ReadonlySignal<{ readonly world: World } | null>;
  /** The step that the portal shows. */
  readonly screen: Signal<string>;
  readonly log: Signal<readonly LogLine[]>;
  /** The portal's page, once it has begun. */
  readonly page: Signal<PortalPage | null>;
  /** Counts what the portal has painted, so that what is read off it is read again. */
  readonly painted: Signal<number>;
  /** What a voice has said since the page began, newest last. */
  readonly said: Signal<readonly Utterance[]>;
  /** What the pointer or a panel points at in the portal's page, and what is held to measure from. */
  readonly pointed: Signal<Element | null>;
  readonly held: Signal<Element | null>;
  /** The portal's frame, once it exists, and that of the other look. */
  frame: HTMLIFrameElement | null;
  other: HTMLIFrameElement | null;
  choose(changes: Partial<StageOptions>): void;
  /** Opens the portal: on a new day, or on the same one. */
  open(isNewDay: boolean): void;
  /** Takes the page that has begun in the frame. */
  begin(page: PortalPage): void;
  changeLook(changes: Partial<OwnLook>): void;
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
const MAX_SAID = 40;

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
    page: signal(null),
    painted: signal(0),
    said: signal([]),
    pointed: signal(null),
    held: signal(null),
    frame: null,
    other: null,
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
      const { look: own } = options.value;
      if (differs(RELOAD, before) || own.skin !== before.look.skin) return stage.open(false);
      if (own !== before.look) stage.page.value?.wear(own);
      const here = world.value;
      if (!here) return;
      const { card, balance, hand } = options.value;
      here.subscriber.isAutomatic = hand === 'on';
      // A hand that is there from now on sees what it should do.
      if (hand === 'on' && before.hand === 'off') here.subscriber.sees(stage.screen.value);
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
      stage.page.value = null;
      stage.pointed.value = stage.held.value = null;
      stage.said.value = [];
      const page = stage.frame?.contentWindow;
      if (!page) return;
      const { href } = new URL(portalAddress(options.value, isNewDay), location.href);
      // To another place in the same page a browser only scrolls.
      const isSamePage = page.location.href.split('#')[0] === href.split('#')[0];
      page.location.replace(href);
      if (isSamePage && hashOf(options.value.look) !== '') page.location.reload();
    },
    begin(page) {
      if (page.window !== stage.frame?.contentWindow) return;
      page.window.onUtter = (text, { interrupt }) => {
        const utterance = { text, interrupts: interrupt };
        stage.said.value = [...stage.said.value.slice(1 - MAX_SAID), utterance];
      };
      stage.page.value = page;
    },
    changeLook: (changes) => stage.choose({ look: { ...options.value.look, ...changes } }),
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
      if (!code) return;
      const page = stage.frame?.contentWindow as PortalWindow | null | undefined;
      if (page) sendKey(page, code, phase, repeat);
      // Another build's page may be of another origin, where no key can be sent.
      const other = stage.other?.contentDocument?.defaultView as PortalWindow | null | undefined;
      if (other) sendKey(other, code, phase, repeat);
    },
  };
  return stage;
}
