import { signal } from '@preact/signals';
import { Component, options } from 'preact';
import { expect, test } from 'vitest';
import { useKept, useSignal, useWhile } from './useSignal.ts';

interface Vnode {
  readonly type: unknown;
  readonly __c: { render(): unknown };
}

/** A component as Preact draws it and takes it away, without a document. */
function drawn<T>(render: () => T) {
  let asked = 0;
  const component = { render, forceUpdate: () => void asked++ };
  const vnode: Vnode = { type: render, __c: component };
  const hooks = options as unknown as Record<'__r' | 'unmount', (vnode: Vnode) => void>;
  return {
    draw(): T {
      hooks.__r(vnode);
      return component.render();
    },
    unmount: () => hooks.unmount(vnode),
    asked: () => asked,
  };
}

test('a component is drawn again for what it read last, and only that', () => {
  const which = signal(true);
  const one = signal(1);
  const other = signal(1);
  const { draw, asked } = drawn(() => (which.value ? one : other).value);
  draw();
  other.value++;
  expect(asked()).toBe(0);
  which.value = false;
  expect(asked()).toBe(1);
  draw();
  one.value++;
  expect(asked()).toBe(1);
  other.value++;
  expect(asked()).toBe(2);
});

test('what is watched by one component stays watched while it is drawn again', () => {
  let ends = 0;
  const watched = signal(1, { unwatched: () => void ends++ });
  const { draw, unmount } = drawn(() => watched.value);
  draw();
  watched.value++;
  draw();
  expect(ends).toBe(0);
  unmount();
  expect(ends).toBe(1);
});

test('nobody asks for a component that is gone', () => {
  const one = signal(1);
  const { draw, unmount, asked } = drawn(() => one.value);
  draw();
  unmount();
  one.value++;
  expect(asked()).toBe(0);
});

test('a render that throws reads nothing any more', () => {
  const { draw } = drawn(() => {
    throw new Error('bug');
  });
  expect(draw).toThrow('bug');
  const late = signal(1);
  const { draw: drawNext, asked } = drawn(() => 0);
  drawNext();
  late.value++;
  expect(asked()).toBe(0);
});

test('what is kept is made once, each for its place', () => {
  let made = 0;
  const { draw } = drawn(() => [useKept(() => ++made), useKept(() => ++made), useSignal('a')]);
  const first = draw();
  expect(first.slice(0, 2)).toEqual([1, 2]);
  expect(draw()).toEqual(first);
  expect(draw()[2]).toBe(first[2]);
});

test('begun once for each key, and ended before the next and at the end', () => {
  const said: string[] = [];
  let key: string | undefined;
  const { draw, unmount } = drawn(() =>
    useWhile(key, () => {
      said.push(`begin ${key}`);
      const begun = key;
      return () => said.push(`end ${begun}`);
    }),
  );
  draw();
  draw();
  key = 'b';
  draw();
  unmount();
  expect(said).toEqual(['begin undefined', 'end undefined', 'begin b', 'end b']);
});

test.each([
  ['the same', { a: 1 }, { a: 1 }, false],
  ['another value', { a: 1 }, { a: 2 }, true],
  ['one more', { a: 1 }, { a: 1, b: 1 }, true],
  ['one less', { a: 1, b: 1 }, { a: 1 }, true],
])('properties: %s', (_, before, after, isDrawn) => {
  const state = {};
  const component = { props: before, state, shouldComponentUpdate: undefined };
  const asks = Component.prototype.shouldComponentUpdate!;
  expect(asks.call(component as never, after, state, undefined)).toBe(isDrawn);
  expect(asks.call(component as never, after, {}, undefined)).toBe(true);
});
