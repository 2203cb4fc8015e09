import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apart, type Box, gapsOf, rounded, safeOf } from './boxes.ts';

const box = (left: number, top: number, width = 10, height = 10): Box => ({
  left,
  top,
  width,
  height,
});
const screen = box(0, 0, 100, 100);

test.each([
  ['side by side', box(30, 0), { x: 20, y: 0 }],
  ['to the left and above', box(-15, -30), { x: 5, y: 20 }],
  ['overlapping', box(5, 5), { x: 0, y: 0 }],
  ['touching', box(10, 0), { x: 0, y: 0 }],
])('two boxes %s', (_, other, way) => {
  expect(apart(box(0, 0), other)).toEqual(way);
});

test('without others the gaps lead to the edges', () => {
  expect(gapsOf(box(20, 30), [], screen)).toEqual({ left: 20, top: 30, right: 70, bottom: 60 });
});

test('each gap ends at the nearest in the same row or column', () => {
  const others = [box(10, 30, 5), box(0, 30, 5), box(50, 35), box(20, 60), box(25, 90), box(60, 0)];
  expect(gapsOf(box(20, 30), others, screen)).toEqual({ left: 5, top: 30, right: 20, bottom: 20 });
});

test('what only touches the row at its edge is not in it; what touches the box has no gap', () => {
  expect(gapsOf(box(20, 30), [box(40, 40), box(40, 20)], screen).right).toBe(70);
  expect(gapsOf(box(20, 30), [box(30, 30)], screen).right).toBe(0);
});

test('what overlaps is no neighbour', () => {
  expect(gapsOf(box(20, 30), [box(15, 25)], screen)).toEqual({
    left: 20,
    top: 30,
    right: 70,
    bottom: 60,
  });
});

test('lengths have at most one decimal', () => {
  expect([rounded(12.34), rounded(12.35), rounded(5)]).toEqual([12.3, 12.4, 5]);
});

test('the safe area is that of the tokens', () => {
  const tokens = readFileSync('src/ui/tokens.css', 'utf8');
  const edges = (block: string) =>
    ['x', 'y'].map(
      (axis) => Number(new RegExp(`${block}[^}]*--${axis}: ([\\d.]+)rem`).exec(tokens)?.[1]) * 20,
    );
  expect([safeOf('hd').x * 1280, safeOf('hd').y * 720]).toEqual(edges(':root'));
  expect([safeOf('sd').x * 640, safeOf('sd').y * 530]).toEqual(edges('"sd"'));
});
