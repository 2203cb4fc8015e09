import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { boxValues, STORAGE_FAULTS } from './boxValues.fixture.ts';
import {
  type Counted,
  type Failing,
  losesPower,
  MOMENTS,
  type Moment,
  type Paid,
  pays,
} from './playStorage.fixture.ts';
import { CUTS, type CutRow, delayed, type PaidRow, storagePage } from './storagePage.fixture.ts';
import { CALLS, FAULTS } from './virtualDisk.fixture.ts';

const PAGE = join(import.meta.dirname, '../../docs/develop/storage.md');
const PRICE_FEN = 28_600;
const WAIT_MS = 2_000;

const counted: Counted[] = [];
const paid: { failing: Failing; played: Paid }[] = [];
let undisturbed: Paid;

/** Whether the call is made at this moment or later. */
const isLive = (call: Failing['call'], from: Moment) =>
  undisturbed.asked.some(
    ([moment, asked]) => asked === call && MOMENTS.indexOf(moment) >= MOMENTS.indexOf(from),
  );

beforeAll(async () => {
  undisturbed = await pays(null);
});

test.each(CALLS)('whenever "%s" fails, and however: the payment succeeds', async (call) => {
  for (const fault of FAULTS) {
    for (const from of MOMENTS) {
      if (!isLive(call, from)) continue;
      const failing = { call, fault, from };
      const played = await pays(failing);
      paid.push({ failing, played });
      counted.push(played);
      const { isMet, isMarked, cardsFen, acceptedFen, byHandFen } = played;
      expect({ ...failing, isMet, isMarked, cardsFen, acceptedFen, byHandFen }).toEqual({
        ...failing,
        ...{ isMet: true, isMarked: true },
        ...{ cardsFen: PRICE_FEN, acceptedFen: PRICE_FEN, byHandFen: 0 },
      });
    }
  }
});

test('neither the start nor "debiting" waits for the disk longer than 2 s', () => {
  expect(paid.length).toBeGreaterThan(40);
  for (const { failing, played } of paid) {
    const waits = [played.startMs, played.debitingMs - undisturbed.debitingMs];
    expect(Math.max(...waits), JSON.stringify(failing)).toBeLessThanOrEqual(WAIT_MS);
  }
});

const CUT: readonly (Failing | null)[] = [
  null,
  ...(['fails', 'hangs'] as const).flatMap((fault) => [
    { call: 'open', fault, from: 'start' } as const,
    { call: 'read', fault, from: 'start' } as const,
    { call: 'put', fault, from: 'before DEBIT' } as const,
  ]),
];
const cuts: CutRow[] = [];

test.each(CUT)(
  'the power fails, with %o: the card, or people, bring the payment to its end',
  async (failing) => {
    const endings: CutRow['endings'][number][] = [];
    for (const [, cut] of CUTS) {
      if (!failing && !cut.isWellAfter) {
        endings.push(null);
        continue;
      }
      const played = await losesPower(failing, cut);
      counted.push(played);
      expect(played.acceptedFen + played.byHandFen).toBe(played.cardsFen);
      expect(played.cardsFen).toBe(played.ending === 'card, not charged' ? 0 : PRICE_FEN);
      endings.push(played.ending);
    }
    cuts.push({ name: failing ? `\`${failing.call}\` ${failing.fault}` : 'works', endings });
  },
);

const sumOf = (name: keyof Counted) => counted.reduce((sum, each) => sum + each[name], 0);

test('docs/develop/storage.md is what `npm run storage` prints', async () => {
  const rows: PaidRow[] = CALLS.flatMap((call) =>
    FAULTS.map((fault) => ({
      name: `\`${call}\` ${fault}`,
      cells: new Map(
        paid
          .filter(({ failing }) => failing.call === call && failing.fault === fault)
          .map(({ failing, played }) => [
            failing.from,
            delayed(played.totalMs - undisturbed.totalMs),
          ]),
      ),
    })),
  );
  const values = await Promise.all(
    STORAGE_FAULTS.map(async (name) => ({ name, cells: await boxValues(name) })),
  );
  const page = storagePage({
    ...{ paid: rows, cuts, values, payments: counted.length },
    cardsFen: sumOf('cardsFen'),
    acceptedFen: sumOf('acceptedFen'),
    byHandFen: sumOf('byHandFen'),
    longestStartMs: Math.max(...paid.map(({ played }) => played.startMs)),
    longestDebitingMs: Math.max(
      ...paid.map(({ played }) => played.debitingMs - undisturbed.debitingMs),
    ),
  });
  if (process.env.STORAGE === 'print') writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
