/** A page with a clock that the test moves, frames of 16 ms and one screen after another. */
import type { KeyProfile } from './keyProfile.ts';
import type { Command } from './keys.ts';
import { type KeyInput, type KeyTarget, type ScreenKeys, startRemote } from './remote.ts';

const CODES = { ok: 13, back: 27, backspace: 8, up: 38, down: 40, left: 37, five: 53, letter: 65 };

export function page(profile?: KeyProfile) {
  const target: KeyTarget = {};
  const attributes = new Set<string>();
  const heard: Command[] = [];
  const messages: string[] = [];
  let time = 1000;
  let frames: (() => void)[] = [];
  let waiting: { at: number; run: () => void }[] = [];
  const remote = startRemote({
    target,
    now: () => time,
    nextFrame: (callback) => frames.push(callback),
    timers: {
      after: (delayMs, run) => {
        const timer = { at: time + delayMs, run };
        waiting.push(timer);
        return () => {
          waiting = waiting.filter((other) => other !== timer);
        };
      },
    },
    root: {
      setAttribute: (name) => void attributes.add(name),
      removeAttribute: (name) => void attributes.delete(name),
    },
    virtualEvent: () => 'EVENT_MEDIA_END',
    onMessage: (message) => messages.push(message),
  });
  if (profile) remote.use(profile);
  const pass = (ms: number) => {
    time += ms;
    const due = waiting.filter((timer) => timer.at <= time);
    waiting = waiting.filter((timer) => timer.at > time);
    for (const timer of due) timer.run();
  };
  /** An event with a number of the box. */
  const send = (on: keyof KeyTarget, code: number, more: Partial<KeyInput> = {}) => {
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    const input = { which: code, timeStamp: time, preventDefault, ...more };
    const answer = target[on]?.(input);
    return { prevented, answer };
  };
  return {
    heard,
    messages,
    remote,
    target,
    pass,
    send,
    isReady: () => attributes.has('data-ready'),
    show: (key: string, more: Partial<ScreenKeys> = {}, layer = 0) =>
      remote.show({ key, onCommand: (command) => heard.push(command), ...more }, layer),
    frame(count = 1) {
      for (let i = 0; i < count; i++) {
        const due = frames;
        frames = [];
        pass(16);
        for (const run of due) run();
      }
    },
    down: (key: keyof typeof CODES, more: Partial<KeyInput> = {}) =>
      send('onkeydown', CODES[key], { keyCode: CODES[key], repeat: false, ...more }),
    up: (key: keyof typeof CODES) => send('onkeyup', CODES[key], { keyCode: CODES[key] }),
  };
}
