import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, expect, test } from 'vitest';
import { allOf } from '../settlement.fixture.ts';
import { externalSort } from './externalSort.ts';

const directory = mkdtempSync(join(tmpdir(), 'sort-test-'));
afterEach(() => expect(readdirSync(directory)).toEqual([]));
afterAll(() => rmSync(directory, { recursive: true }));

const keyOf = (line: string) => line.split('|')[0]!;
const options = { directory, keyOf };

/** Array.sort is stable and compares by code units. */
const model = (lines: readonly string[]) =>
  [...lines].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));

test('sorted and stable, however little memory there is', async () => {
  const line = fc
    .tuple(
      fc.string({ unit: fc.constantFrom('a', 'B', '机', '\u{1F4FA}'), maxLength: 3 }),
      fc.nat(9),
    )
    .map((cells) => cells.join('|'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 60 }),
      fc.constantFrom(1, 10, 50, 1e6),
      async (lines, memoryCharacters) => {
        const sorted = await allOf(externalSort(lines, { ...options, memoryCharacters }));
        expect(sorted).toEqual(model(lines));
      },
    ),
    { numRuns: 60 },
  );
});

test('more runs than files may be open are merged in steps', async () => {
  const lines = Array.from({ length: 300 }, (_, i) => `${(i * 7919) % 100}|${i}`);
  const sorted = await allOf(externalSort(lines, { ...options, memoryCharacters: 1 }));
  expect(sorted).toEqual(model(lines));
});

test('whoever stops early leaves no files', async () => {
  const lines = Array.from({ length: 100 }, (_, i) => String(2_000 - i));
  for await (const line of externalSort(lines, { ...options, memoryCharacters: 40 })) {
    expect(line).toBe('1901');
    break;
  }
});

test.each([3, 150])('it can be cancelled at row %i, and leaves no files', async (at) => {
  const stop = new AbortController();
  let seen = 0;
  const count = () => {
    seen += 1;
    if (seen === at) stop.abort(new Error('cancelled'));
  };
  async function* lines() {
    for (let i = 0; i < 100; i++) {
      count();
      yield String(2_000 - i);
    }
  }
  const all = async () => {
    for await (const _ of externalSort(lines(), {
      ...options,
      memoryCharacters: 40,
      signal: stop.signal,
    }))
      count();
  };
  await expect(all()).rejects.toThrow('cancelled');
});

test('a source that fails leaves no files', async () => {
  async function* broken() {
    for (let i = 0; i < 50; i++) yield String(i);
    throw new Error('the rows are gone');
  }
  const sorting = allOf(externalSort(broken(), { ...options, memoryCharacters: 10 }));
  await expect(sorting).rejects.toThrow('the rows are gone');
});
