/** The one listener for keys. It owns every key it knows, above all Back, which would leave the page. */
import type { Timers } from '../shared/time.ts';
import type { KeyProfile } from './keyProfiles.ts';
import { type Command, type Direction, isDirection } from './keys.ts';
import { pressJudge } from './pressJudge.ts';

/** What is read of a KeyboardEvent. */
export interface KeyInput {
  readonly keyCode: number;
  readonly repeat: boolean;
  readonly timeStamp: number;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  preventDefault(): void;
}

export interface KeyTarget {
  addEventListener(type: 'keydown' | 'keyup', listener: (input: KeyInput) => unknown): void;
  removeEventListener(type: 'keydown' | 'keyup', listener: (input: KeyInput) => unknown): void;
}

export interface RemoteParts {
  readonly target: KeyTarget;
  readonly profile: KeyProfile;
  readonly timers: Timers;
  /** Milliseconds on the time line of `KeyInput.timeStamp` (performance.now). */
  now(): number;
  /** requestAnimationFrame. */
  nextFrame(callback: () => void): void;
  /** The element that carries `data-ready` while OK counts. */
  readonly root: Pick<Element, 'setAttribute' | 'removeAttribute'>;
}

export interface ScreenKeys {
  /** Names the situation: another key is another screen, and arms OK anew. */
  readonly key: string;
  /** OK is deaf for so long after the first paint. */
  readonly guardOkMs?: number | undefined;
  onCommand(command: Command): void;
}

export interface Remote {
  /** Gives the keys of a layer to a screen; call it on every render. True when it is another one than before. */
  show(screen: ScreenKeys, layer?: number): boolean;
  /** Takes this layer and all above it away: the keys go to the one below, armed anew. */
  drop(layer: number): void;
  close(): void;
}

/** Timestamps of some engines count from 1970 or are empty; older than this they are not believed. */
const OLDEST_EVENT_MS = 10_000;

/**
 * OK and Back count only when their press began after the present screen was painted (two frames) and its guard is
 * over; held keys and bounces never count. Arrow keys move at most once a frame, and a held one does not pile up.
 */
export function startRemote(parts: RemoteParts): Remote {
  const { target, profile, timers, now, nextFrame, root } = parts;
  const judge = pressJudge();
  /** By their height; there may be none between two. */
  const layers: (ScreenKeys | undefined)[] = [];
  /** Of the highest layer: it alone has the keys. */
  let screen: ScreenKeys | undefined;
  let paintedAt = Number.POSITIVE_INFINITY;
  let cancelReady = () => {};
  let moves: Direction[] = [];
  let frameIsTaken = false;

  const beganAt = (input: KeyInput): number => {
    const at = input.timeStamp;
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
    if (move !== undefined) moveNow(move);
  };
  const moveNow = (direction: Direction) => {
    frameIsTaken = true;
    nextFrame(nextMove);
    screen?.onCommand(direction);
  };

  const onKeydown = (input: KeyInput): boolean => {
    const command = profile.commands[input.keyCode];
    if (command === undefined || input.ctrlKey || input.altKey || input.metaKey) return true;
    input.preventDefault();
    const at = beganAt(input);
    const isNew = judge.isNewPress(command, at, input.repeat);
    if (isDirection(command)) {
      if (!frameIsTaken) moveNow(command);
      else if (moves[moves.length - 1] !== command) moves.push(command);
    } else if (command === 'ok' || command === 'back') {
      const guard = command === 'ok' ? (screen?.guardOkMs ?? 0) : 0;
      if (isNew && at >= paintedAt + guard) screen?.onCommand(command);
    } else if (isNew || command === 'pageUp' || command === 'pageDown') {
      screen?.onCommand(command);
    }
    // Old engines look at the return value, not at preventDefault.
    return false;
  };

  const onKeyup = (input: KeyInput) => {
    const command = profile.commands[input.keyCode];
    if (command !== undefined) judge.released(command);
  };

  target.addEventListener('keydown', onKeydown);
  target.addEventListener('keyup', onKeyup);
  return {
    show(next, layer = 0) {
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
    close() {
      target.removeEventListener('keydown', onKeydown);
      target.removeEventListener('keyup', onKeyup);
      cancelReady();
      screen = undefined;
    },
  };
}
