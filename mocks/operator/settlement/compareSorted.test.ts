import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSorted, type Pair, UnsortedError } from './compareSorted.ts';
import { allOf } from './settlement.fixture.ts';

interface Row {
  readonly key: string;
  readonly at: number;
}

const keys = { leftKey: (row: Row) => row.key, rightKey: (row: Row) => row.key };

async function* stream(rows: readonly Row[]) {
  yield* rows;
}

const rowsOf = (names: readonly string[]): Row[] => names.map((key, at) => ({ key, at }));
const compare = (left: readonly string[], right: readonly string[]) =>
  allOf(compareSorted(stream(rowsOf(left)), stream(rowsOf(right)), keys));

/** The slow way: for every key, the rows of each side in their order, side by side. */
function naive(left: readonly string[], right: readonly string[]): Pair<Row, Row>[] {
  const [l, r] = [rowsOf(left), rowsOf(right)];
  return [...new Set([...left, ...right])].sort().flatMap((key) => {
    const [a, b] = [l.filter((row) => row.key === key), r.filter((row) => row.key === key)];
    return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => ({
      key,
      ...(a[i] ? { left: a[i] } : {}),
      ...(b[i] ? { right: b[i] } : {}),
    }));
  });
}

test('every row of both sides comes once, paired as by hand', async () => {
  // Few letters: keys that meet, and duplicates, are common. Surrogates sort by code unit as Array.sort does.
  const side = fc
    .array(fc.string({ unit: fc.constantFrom('A', 'B', 'z', '\u{1F4FA}'), maxLength: 2 }), {
      maxLength: 12,
    })
    .map((names) => names.sort());
  await fc.assert(
    fc.asyncProperty(side, side, async (left, right) => {
      expect(await compare(left, right)).toEqual(naive(left, right));
    }),
  );
});

test('a duplicate stands alone once the other side has no more of it', async () => {
  const [row, again] = rowsOf(['A', 'A']);
  expect(await compare(['A', 'A'], ['A'])).toEqual([
    { key: 'A', left: row, right: row },
    { key: 'A', left: again },
  ]);
});

test.each([
  ['left', ['A', 'C', 'B'], ['A'], 3],
  ['right', ['A', 'B', 'C'], ['B', 'A'], 2],
] as const)(
  'the %s side out of order is an error that says where',
  async (side, left, right, position) => {
    const error = await compare(left, right).catch((why) => why);
    expect(error).toBeInstanceOf(UnsortedError);
    expect(error).toMatchObject({ side, position });
    expect(error.message).toContain(`row ${position}`);
  },
);

test('whoever stops early ends both sides', async () => {
  const ended: string[] = [];
  async function* endless(name: string) {
    try {
      for (let at = 0; ; at++) yield { key: String(at).padStart(9, '0'), at };
    } finally {
      ended.push(name);
    }
  }
  for await (const { key } of compareSorted(endless('left'), endless('right'), keys))
    if (key.endsWith('5')) break;
  expect(ended.sort()).toEqual(['left', 'right']);
});
