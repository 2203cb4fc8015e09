import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { type PointerInput, STILL_MS, startPointer, WHEEL_MS } from './pointer.ts';
import type { Place } from './zones.ts';

type Kind = 'mousemove' | 'mousedown' | 'wheel';

function fixture() {
  const listeners: Partial<Record<Kind, (input: PointerInput) => void>> = {};
  const done: string[] = [];
  const attributes = new Set<string>();
  const place = signal<Place>({ zone: 'list', index: 0, id: 'first' });
  let hide = () => {};
  let time = 1000;
  startPointer({
    page: {
      addEventListener(kind, listener) {
        listeners[kind] = listener;
      },
    },
    root: {
      setAttribute: (name) => void attributes.add(name),
      removeAttribute: (name) => void attributes.delete(name),
    },
    timers: {
      after(delayMs, run) {
        const due = time + delayMs;
        const mine = () => due <= time && run();
        hide = mine;
        return () => {
          if (hide === mine) hide = () => {};
        };
      },
    },
    remote: { press: (command, at) => void done.push(at ? `${command} ${at}` : command) },
    focus: {
      place,
      point(id) {
        done.push(`at ${id}`);
        if (id !== 'below') place.value = { zone: 'list', index: 1, id };
        return true;
      },
    },
  });
  const act = (kind: Kind, id: string | null, at: [number, number], more: object = {}) =>
    listeners[kind]?.({
      screenX: at[0],
      screenY: at[1],
      button: 0,
      ctrlKey: false,
      timeStamp: time,
      target: id === null ? {} : { closest: () => (id ? { id } : null) },
      ...more,
    });
  return {
    done,
    act,
    pass(ms: number) {
      time += ms;
      hide();
    },
    isShown: () => attributes.has('data-pointer'),
  };
}

test('what is pointed at is focused, when the hand really moved', () => {
  const { act, done } = fixture();
  act('mousemove', 'first', [10, 10]);
  expect(done).toEqual([]);
  act('mousemove', 'second', [10, 60]);
  act('mousemove', 'third', [10, 60]);
  act('mousemove', '', [10, 90]);
  act('mousemove', null, [10, 95]);
  expect(done).toEqual(['at second']);
});

test('the cursor is put away when it lies still, and comes back', () => {
  const { act, isShown, pass } = fixture();
  act('mousemove', '', [1, 1]);
  expect(isShown()).toBe(false);
  act('mousemove', '', [1, 2]);
  pass(STILL_MS - 1);
  expect(isShown()).toBe(true);
  act('mousemove', '', [1, 3]);
  pass(1);
  expect(isShown()).toBe(true);
  pass(STILL_MS);
  expect(isShown()).toBe(false);
  act('mousemove', '', [1, 3]);
  expect(isShown()).toBe(false);
  act('mousemove', '', [1, 4]);
  expect(isShown()).toBe(true);
});

test('the button is OK on what it was pressed on, at that time', () => {
  const { act, done } = fixture();
  act('mousedown', 'second', [5, 5]);
  expect(done).toEqual(['at second', 'ok 1000']);
});

test.each<[name: string, id: string, button: number]>([
  ['beside everything', '', 0],
  ['on an item below a dialog', 'below', 0],
  ['with another button', 'second', 2],
])('a press %s is no OK', (_, id, button) => {
  const { act, done } = fixture();
  act('mousedown', id, [5, 5], { button });
  expect(done.filter((line) => line.startsWith('ok'))).toEqual([]);
});

test('the wheel is Up and Down, and a stroke on a trackpad is not thirty of them', () => {
  const { act, done, pass } = fixture();
  for (let i = 0; i < 5; i++) act('wheel', '', [0, 0], { deltaY: 3 });
  pass(WHEEL_MS);
  act('wheel', '', [0, 0], { deltaY: -100 });
  pass(WHEEL_MS);
  act('wheel', '', [0, 0], { deltaY: 100, ctrlKey: true });
  act('wheel', '', [0, 0], { deltaY: 0 });
  expect(done).toEqual(['down', 'up']);
});
