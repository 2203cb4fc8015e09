/** The one listener for keys. It owns every key it knows, above all Back, which would leave the page. */
import type { Timers } from '../shared/time.ts';
import { echoJudge } from './echoJudge.ts';
import {
  codeOf,
  commandOf,
  type KeyEventKind,
  type KeyProfile,
  type KeySign,
  universalKeys,
} from './keyProfile.ts';
import { type Command, type Direction, isDirection } from './keys.ts';
import { pressJudge } from './pressJudge.ts';

/** The fields read from an event; any of them may be missing on some engine or host. */
export interface KeyInput extends KeySign {
  readonly charCode?: number;
  /** iPanel: what a system message is about. */
  readonly modifiers?: number;
  readonly repeat?: boolean;
  readonly timeStamp?: number;
  preventDefault?(): void;
}

type EventKind = 'keydown' | KeyEventKind;
type Handler = (input: KeyInput) => unknown;

/** The document. Handlers are assigned to it: iPanel calls its own events there and knows no listeners. */
export type KeyTarget = { [Kind in EventKind | 'keyup' as `on${Kind}`]?: Handler | null };

interface RemoteParts {
  readonly target: KeyTarget;
  readonly timers: Timers;
  /** Milliseconds on the time line of `KeyInput.timeStamp` (performance.now). */
  now(): number;
  /** requestAnimationFrame. */
  nextFrame(callback: () => void): void;
  /** The element that carries `data-ready` while OK counts. */
  readonly root: Pick<Element, 'setAttribute' | 'removeAttribute'>;
  /** The event that waits behind the profile's virtual number. */
  virtualEvent(): string;
  /** The box said something that is no key: a number and what it is about, or the name of an event. */
  onMessage(message: string): void;
}

export interface ScreenKeys {
  /** Names the situation: another key is another screen, and arms OK again. */
  readonly key: string;
  /** For this long after the first paint OK does not count. */
  readonly guardOkMs?: number | undefined;
  onCommand(command: Command): void;
}

export interface Remote {
  /**
   * What the box's numbers mean. Before, and before there is a screen, every key but OK is swallowed: nobody knows yet which of
   * them is Back.
   */
  use(profile: KeyProfile): void;
  /** Gives the keys of a layer to a screen; call it on every render. True when it is another one than before. */
  show(screen: ScreenKeys, layer?: number): boolean;
  /** Takes this layer and all above it away: the keys go to the one below, armed again. */
  drop(layer: number): void;
  /** Acts as if a key had been pressed at this time, under the same guards. */
  press(command: Command, at?: number): void;
  /** The keys are dead until another remote takes them. */
  close(): void;
}

/** Timestamps of some engines count from 1970 or are empty; older than this they are not believed. */
const OLDEST_EVENT_MS = 10_000;

/** Engines send the keypress of a character right after its keydown. */
const CHARACTER_MS = 100;

/** Before there is a profile: what is the browser's own, and OK, which nearly all boxes send so and which is for the page's one button. */
const mayPass = (input: KeyInput) =>
  input.ctrlKey || input.metaKey || (codeOf(input) === 13 && !input.repeat);

/** Exit leaves step by step like Back, under the same guards: nothing is left behind in one press. */
const heard = <C extends Command | undefined>(command: C) =>
  command === 'exit' ? 'back' : command;

/** Also by the return value, for engines without preventDefault. */
const swallow = (input: KeyInput): unknown => {
  if (!input.preventDefault) return 0;
  input.preventDefault();
  return false;
};

/**
 * OK and Back count only when their press began after the current screen was painted (two frames) and its guard is
 * over, and once for each paint; held keys and bounces never count. Arrow keys move at most once a frame, a held one
 * does not pile up, and nothing moves after it was released.
 */
export function startRemote(parts: RemoteParts): Remote {
  const { target, timers, now, nextFrame, root, virtualEvent, onMessage } = parts;
  const judge = pressJudge();
  const isEcho = echoJudge();
  let profile: KeyProfile | undefined;
  /** The last keydown until its keyup. */
  let down = { code: 0, at: 0 };
  /** By height; a height between two layers may be empty. */
  const layers: (ScreenKeys | undefined)[] = [];
  /** The screen of the highest layer: it alone has the keys. */
  let screen: ScreenKeys | undefined;
  let paintedAt = Number.POSITIVE_INFINITY;
  /** When the effect of the last OK or Back was painted. */
  let shownAt = 0;
  let cancelReady = () => {};
  let moves: { readonly command: Direction; readonly isTap: boolean }[] = [];
  let frameIsTaken = false;

  const believed = (at = 0): number => {
    const present = now();
    return at > 0 && at <= present && present - at < OLDEST_EVENT_MS ? at : present;
  };

  const painted = ({ key }: ScreenKeys) => {
    if (screen?.key !== key) return;
    paintedAt = now();
    const readyAt = Math.max(paintedAt + (screen.guardOkMs ?? 0), judge.bounceEnds(['ok', 'back']));
    const ready = () => root.setAttribute('data-ready', '');
    if (readyAt <= paintedAt) ready();
    else cancelReady = timers.after(Math.ceil(readyAt - paintedAt), ready);
  };

  const arm = (next: ScreenKeys) => {
    screen = next;
    paintedAt = Number.POSITIVE_INFINITY;
    moves = [];
    cancelReady();
    cancelReady = () => {};
    root.removeAttribute('data-ready');
    nextFrame(() => nextFrame(() => painted(next)));
  };

  const nextMove = () => {
    frameIsTaken = false;
    const move = moves.shift();
    if (move !== undefined) moveNow(move.command);
  };
  const moveNow = (direction: Direction) => {
    frameIsTaken = true;
    nextFrame(nextMove);
    screen?.onCommand(direction);
  };

  const actOnce = (command: Command) => {
    shownAt = Number.POSITIVE_INFINITY;
    nextFrame(() =>
      nextFrame(() => {
        shownAt = now();
      }),
    );
    screen?.onCommand(command);
  };

  const take = (command: Command, at: number, repeat = false) => {
    // Two quick taps of an arrow are two, also where the first is not painted yet; for OK the second is a bounce.
    const isTap = !repeat && !judge.isHeld(command, at);
    const isNew = judge.isNewPress(command, at, repeat);
    if (isDirection(command)) {
      if (!frameIsTaken) moveNow(command);
      else if (moves[moves.length - 1]?.command !== command) moves.push({ command, isTap });
    } else if (command === 'ok' || command === 'back') {
      const guard = command === 'ok' ? (screen?.guardOkMs ?? 0) : 0;
      if (isNew && at >= paintedAt + guard && at >= shownAt) actOnce(command);
    } else if (isNew || command === 'pageUp' || command === 'pageDown') {
      screen?.onCommand(command);
    }
  };

  /** A keypress may bring a character instead of a key: `%` is 37, and so is Left. Its keydown was another number. */
  const isCharacter = (code: number): boolean =>
    code > 31 && code < 127 && down.code !== code && now() - down.at < CHARACTER_MS;

  const hear = (kind: EventKind, input: KeyInput): unknown => {
    if (!profile) return mayPass(input) || swallow(input);
    const { keys, events, virtual } = profile;
    if (kind !== 'keydown' && (!events || events.indexOf(kind) < 0)) return true;
    const code = codeOf(input);
    if (kind === 'keydown') down = { code, at: now() };
    const command = heard(commandOf(keys, input));
    if (command) {
      const at = believed(input.timeStamp);
      if (kind === 'keypress' && isCharacter(code)) return true;
      if (!isEcho(kind, command, at)) take(command, at, input.repeat);
      return swallow(input);
    }
    if (code === virtual) onMessage(virtualEvent());
    else if (kind === 'systemevent') onMessage(`${code} ${input.modifiers}`);
    return true;
  };

  const onKeyup = (input: KeyInput): unknown => {
    down.code = 0;
    const command = profile && heard(commandOf(profile.keys, input));
    if (!command) return true;
    judge.released(command);
    moves = moves.filter((move) => move.isTap || move.command !== command);
    return swallow(input);
  };

  for (const kind of ['keydown', 'keypress', 'irkeypress', 'systemevent'] as const) {
    target[`on${kind}`] = (input) => hear(kind, input);
  }
  target.onkeyup = onKeyup;
  return {
    use(given) {
      profile = given;
    },
    show(next, layer = 0) {
      profile = profile ?? universalKeys;
      const isAnother = next.key !== layers[layer]?.key;
      layers[layer] = next;
      if (layer !== layers.length - 1) return isAnother;
      if (isAnother) arm(next);
      else screen = next;
      return isAnother;
    },
    drop(layer) {
      if (layer >= layers.length) return;
      do layers.length--;
      while (layers.length > layer || (layers.length > 0 && !layers[layers.length - 1]));
      const next = layers[layers.length - 1];
      if (next) arm(next);
    },
    press(pressed, at) {
      const command = heard(pressed);
      take(command, believed(at));
      judge.released(command);
    },
    close() {
      cancelReady();
      layers.length = 0;
      screen = undefined;
    },
  };
}
