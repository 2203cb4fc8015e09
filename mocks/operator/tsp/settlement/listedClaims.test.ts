/** Closing files of the PPP that come early, lack rows, or list what was rejected: nobody writes off what is paid. */
import { expect, test } from 'vitest';
import { classesOf, D, type DayFixture, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { rowsIn } from '../../../store/rowList.ts';
import { settledOn } from '../../ppp/pppStore.ts';
import { nodeHash } from '../../settlement/disk/nodeHash.ts';
import { layouts } from '../../settlement/layouts.ts';
import { sealFile } from '../../settlement/sealedFile.ts';
import type { SettledRow } from '../../settlement/settlementTypes.ts';
import { balances, readLedger } from '../books/journals/ledger.ts';
import type { CaseStep } from '../controls/desk.ts';

const CLERK = { user: 'chen', role: 'clerk' } as const;
const SUPERVISOR = { user: 'wang', role: 'supervisor' } as const;

/** What the PPP will pay for the day by its own books. */
const settledRows = ({ rooms }: DayFixture): Promise<SettledRow[]> =>
  rooms.ppp.transaction((tx) => rowsIn(tx, settledOn('CITYCABLE', D)));

/** Puts a closing file with these rows where the platform looks for it. */
async function close(
  { exchange }: DayFixture,
  batchNo: string,
  rows: readonly SettledRow[],
  createdAt = `${D}235500`,
) {
  const head = { sender: '01020000', date: D, createdAt, batchNo };
  const totalFen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const file = sealFile(layouts.QS, head, { count: rows.length, totalFen }, rows, nodeHash);
  await exchange.write('ppp/out', file.name, file.bytes, file.seal);
}

const batches = async ({ exchange }: DayFixture) => {
  const taken = ['01', '02', '03'].map((no) =>
    exchange.wasTaken('ppp/in', `PP01020000${D}${no}.txt`),
  );
  return (await Promise.all(taken)).filter((where) => where === 'done').length;
};

function deskOf({ operator, cases }: DayFixture) {
  const { desk } = operator.tsp;
  const only = async () => (await cases())[0]!;
  async function take(
    person: typeof CLERK | typeof SUPERVISOR,
    given: Pick<CaseStep, 'step' | 'decision'>,
  ) {
    const { caseNo, revision, decision } = await only();
    const wanted = given.decision ?? decision;
    const shown = (await desk.previewsFor(caseNo)).find((preview) => preview.decision === wanted);
    const previewDigest = shown ? { previewDigest: shown.digest } : {};
    return desk.takeStep(person, caseNo, { ...given, ...previewDigest, revision, reason: 'why' });
  }
  return {
    only,
    take,
    decisions: async () => desk.decisionsFor((await only()).caseNo),
    async proposeWriteOff() {
      for (const step of ['assign', 'evidence'] as const)
        expect(await take(CLERK, { step })).toMatchObject({ ok: true });
      expect(await take(CLERK, { step: 'propose', decision: 'writeOff' })).toMatchObject({
        ok: true,
      });
    },
    approve: () => take(SUPERVISOR, { step: 'approve' }),
  };
}

const books = async ({ rooms }: DayFixture) => balances(await readLedger({ store: rooms.tsp }));

/** A payment that the PPP accepted, and whose closing file was replaced by an empty one. */
async function leftOut(options?: Parameters<typeof dayFixture>[0]) {
  const fixture = await dayFixture(options);
  const { attemptId } = await fixture.pays('basic');
  await fixture.settle();
  await close(fixture, '02', []);
  await fixture.settle();
  return { fixture, attemptId };
}

test.each([0, 1])(
  'a closing file that comes early with %i of two debits has nothing claimed twice, and the next one cures it',
  async (count) => {
    const fixture = await dayFixture();
    await fixture.pays('basic');
    await fixture.pays('film4k');
    const { tsp, ppp, boss } = fixture.operator;
    await tsp.settleDay(D);
    await ppp.receive(fixture.exchange);
    await boss.receive(fixture.exchange);
    await close(fixture, '01', (await settledRows(fixture)).slice(0, count));
    await tsp.settleDay(D);
    await tsp.settleDay(D);
    const missing = Array.from({ length: 2 - count }, () => 'MISSING_AT_PPP waiting');
    expect(classesOf(await fixture.differences())).toEqual(missing);
    const { day } = await fixture.settle();
    expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
    expect((await fixture.differences()).every(({ state }) => state === 'cured')).toBe(true);
    expect(await batches(fixture)).toBe(1);
    expect(await fixture.cases()).toEqual([]);
  },
);

test('a closing file that the PPP made before its verdicts is not its last: the day waits for the next one', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const { tsp, ppp, boss } = fixture.operator;
  await tsp.settleDay(D);
  await ppp.receive(fixture.exchange);
  await boss.receive(fixture.exchange);
  await close(fixture, '01', [], `${D}200000`);
  for (let run = 0; run < 2; run++) expect((await tsp.settleDay(D)).state).toBe('waiting');
  await close(fixture, '02', []);
  expect((await tsp.settleDay(D)).state).toBe('explained');
});

test('an accepted claim that is made once more after a day and is a duplicate stays accepted', async () => {
  const { fixture, attemptId } = await leftOut();
  expect(await batches(fixture)).toBe(1);
  await fixture.time.advance(DAY_MS);
  await fixture.settle();
  await fixture.settle();
  expect(await batches(fixture)).toBe(2);
  expect(await fixture.attempt(attemptId)).toMatchObject({
    claim: 'ACCEPTED',
    verdict: { batchId: `CITYCABLE-${D}-01`, result: '00' },
  });
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
  expect(await fixture.cases()).toEqual([]);
});

test('the run that finds the last difference cured calls the day settled', async () => {
  const { fixture } = await leftOut();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
  await close(fixture, '03', await settledRows(fixture));
  expect((await fixture.operator.tsp.settleDay(D)).state).toBe('settled');
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP cured']);
});

test('a later closing file that lists the debit ends its case with the proposal; when it is left out again, the case is back', async () => {
  const { fixture, attemptId } = await leftOut();
  await fixture.time.advance(3 * DAY_MS);
  await fixture.settle();
  const desk = deskOf(fixture);
  expect(await desk.only()).toMatchObject({ kind: 'missing-at-ppp', state: 'OPEN' });
  await fixture.settle();
  expect(await desk.decisions()).toContain('writeOff');
  await desk.proposeWriteOff();
  const before = await books(fixture);
  await close(fixture, '03', await settledRows(fixture));
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP cured']);
  const closed = await desk.only();
  expect(closed).toMatchObject({ state: 'CLOSED', ending: expect.stringContaining('cured') });
  expect(closed.decision).toBeUndefined();
  expect(await desk.approve()).toMatchObject({ ok: false, error: { code: 'case.state' } });
  expect(await books(fixture)).toEqual(before);
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');

  await close(fixture, '04', []);
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP case']);
  expect(await desk.only()).toMatchObject({ state: 'OPEN', version: 2 });
  expect(await fixture.cases()).toHaveLength(1);
});

test('a write-off that is approved after the closing file was read, before the day is judged, is posted back', async () => {
  let isCut = false;
  const { fixture, attemptId } = await leftOut({
    wrapExchange: (exchange) => ({
      ...exchange,
      wasTaken: async (folder, name) => {
        if (isCut && folder === 'boss/in') throw new Error('cut');
        return exchange.wasTaken(folder, name);
      },
    }),
  });
  await fixture.time.advance(3 * DAY_MS);
  await fixture.settle();
  await fixture.settle();
  const desk = deskOf(fixture);
  await desk.proposeWriteOff();
  await close(fixture, '03', await settledRows(fixture));
  isCut = true;
  expect(await fixture.operator.tsp.settleDay(D)).toMatchObject({ problem: 'cut' });
  isCut = false;
  expect(await desk.approve()).toMatchObject({ ok: true });
  expect(await books(fixture)).toMatchObject({ unionpay_receivable: 0 });
  await fixture.settle();
  expect(await books(fixture)).toMatchObject({ write_off: 0 });
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP cured']);
});

/** A payment whose claim is rejected though the PPP lists it later: an earlier claim was accepted and forgotten here. */
async function rejectedAndListed() {
  const fixture = await dayFixture();
  const { attemptId, orderId, terminalNo, terminalSequence, amountFen } =
    await fixture.pays('basic');
  await fixture.operator.ppp.blacklistTerminal(terminalNo);
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['CLAIM_REJECTED case']);
  const { asn, init } = (await fixture.attempt(attemptId))!;
  const cardSequence = init!.sequence.toString(16).toUpperCase().padStart(4, '0');
  const about = { terminalNo, terminalSequence, cardSerial: asn, cardSequence };
  const row: SettledRow = { batchId: `CITYCABLE-${D}-77`, index: 0, ...about, amountFen, orderId };
  return { fixture, attemptId, row, desk: deskOf(fixture) };
}

test('a rejected claim that the PPP lists is accepted; its case ends, also with a write-off proposed', async () => {
  const { fixture, attemptId, row, desk } = await rejectedAndListed();
  await desk.proposeWriteOff();
  await close(fixture, '02', [row]);
  await fixture.settle();
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
  expect(classesOf(await fixture.differences())).toEqual(['CLAIM_REJECTED cured']);
  expect(await desk.only()).toMatchObject({ state: 'CLOSED' });
  expect(await desk.decisions()).not.toContain('writeOff');
  expect(await desk.approve()).toMatchObject({ ok: false });
  expect(await books(fixture)).toMatchObject({ write_off: 0, unionpay_receivable: row.amountFen });
});

test('a claim that was written off and is paid after all is posted back', async () => {
  const { fixture, attemptId, row, desk } = await rejectedAndListed();
  await desk.proposeWriteOff();
  expect(await desk.approve()).toMatchObject({ ok: true });
  expect(await books(fixture)).toMatchObject({ write_off: row.amountFen, unionpay_receivable: 0 });
  await close(fixture, '02', [row]);
  await fixture.settle();
  await fixture.settle();
  expect(await books(fixture)).toMatchObject({ write_off: 0, unionpay_receivable: row.amountFen });
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
});

test('a row of another card, or with another amount, is no proof that the claim is paid', async () => {
  const { fixture, attemptId, row } = await rejectedAndListed();
  await close(fixture, '02', [{ ...row, cardSequence: 'FFFF' }]);
  await fixture.settle();
  await close(fixture, '03', [{ ...row, amountFen: 1 }]);
  await fixture.settle();
  expect((await fixture.attempt(attemptId))?.claim).toBe('REJECTED');
});
