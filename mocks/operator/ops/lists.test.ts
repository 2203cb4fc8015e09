/** Doubts, batches and cases: what the lists show, and in which order. */

import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/shared/time.ts';
import { markDoubt, putAttempt } from '../tsp/books/store/attemptStore.ts';
import type { CaseRow } from '../tsp/books/store/caseStore.ts';
import { putOrder } from '../tsp/books/store/orderStore.ts';
import type { Schemas } from './base/opsTypes.ts';
import { NOW, opsFixture, type Write } from './ops.fixture.ts';
import { attemptRow, batch, deskCase, orderRow, recordOf, SECRETS } from './rows.fixture.ts';

async function fixtureWith(...writes: readonly Write[]) {
  const fixture = opsFixture();
  await fixture.write(...writes);
  return { ...fixture, ...(await fixture.signIn('li')) };
}

const doubts =
  (count: number): Write =>
  (tx) => {
    for (let n = 0; n < count; n++) {
      const order = orderRow(n);
      const { claim: _, ...attempt } = attemptRow(order, { state: 'IN_DOUBT' });
      putOrder(tx, order);
      putAttempt(tx, n === 1 ? { ...attempt, doubt: 'mac2' } : attempt);
      markDoubt(tx, NOW - DAY_MS - n * 1_000, attempt.attemptId, true);
    }
  };

test('the oldest doubt comes first, with what caused it', async () => {
  const { get } = await fixtureWith(doubts(2));
  const page = (await get<Schemas['DoubtPage']>('/doubts')).body;
  const { attemptId, orderId } = attemptRow(orderRow(1));
  expect(page.doubts[0]).toEqual({
    orderId,
    attemptId,
    ref: 'REF-0001',
    amountFen: 2_600,
    cardTail: '4433',
    stbId: 'STB-1',
    terminalNo: '100000000001',
    since: '2026-11-22T20:35:59+08:00',
    cause: 'mac2',
  });
  expect(page.doubts[1]!.cause).toBe('timeout');
});

test('doubts come in pages', async () => {
  const { get } = await fixtureWith(doubts(60));
  const first = (await get<Schemas['DoubtPage']>('/doubts')).body;
  const cursor = encodeURIComponent(first.cursor!);
  const rest = (await get<Schemas['DoubtPage']>(`/doubts?cursor=${cursor}`)).body;
  const refs = [...first.doubts, ...rest.doubts].map(({ ref }) => ref);
  expect(new Set(refs).size).toBe(60);
  expect(rest.cursor).toBeUndefined();
});

const order = orderRow(1);
const refusedBatch =
  (date: string, number: string): Write =>
  (tx) => {
    const batchId = `TG1-${date}-${number}`;
    const attempt = attemptRow(order, {
      claim: 'CASE',
      verdict: { batchId, result: '03', caseNo: 'C20261123-0001' },
    });
    const records = [recordOf(attempt)];
    putAttempt(tx, attempt);
    return batch(batchId, {
      state: 'DONE',
      batch: { count: 1, totalFen: 2_600, sha256: 'AB'.repeat(32), cutoff: '', records },
      attemptIds: [attempt.attemptId],
      rejected: 1,
      results: ['03'],
    })(tx);
  };

test('batches come newest first, of one day or of all, in pages', async () => {
  const writes = Array.from({ length: 23 }, (_, n) =>
    refusedBatch('20261122', String(n + 1).padStart(2, '0')),
  );
  const { get } = await fixtureWith(...writes, refusedBatch('20261121', '01'));
  const ids = async (query: string) => {
    const { body } = await get<Schemas['BatchPage']>(`/batches?${query}`);
    return { ids: body.batches.map(({ batchId }) => batchId), cursor: body.cursor };
  };
  const first = await ids('');
  expect(first.ids.slice(0, 2)).toEqual(['TG1-20261122-23', 'TG1-20261122-22']);
  expect(first.ids).toHaveLength(20);
  expect((await ids(`cursor=${encodeURIComponent(first.cursor!)}`)).ids).toEqual([
    'TG1-20261122-03',
    'TG1-20261122-02',
    'TG1-20261122-01',
    'TG1-20261121-01',
  ]);
  expect(await ids('date=20261121')).toEqual({ ids: ['TG1-20261121-01'], cursor: undefined });
});

test('a batch shows its records with the last digits of the card and their results', async () => {
  const { get } = await fixtureWith(refusedBatch('20261122', '01'));
  const { body, text } = await get<Schemas['BatchDetail']>('/batches/TG1-20261122-01');
  expect(body).toEqual({
    batch: {
      batchId: 'TG1-20261122-01',
      date: '20261122',
      state: 'DONE',
      count: 1,
      totalFen: 2_600,
      accepted: 0,
      rejected: 1,
      sha256: 'AB'.repeat(32),
    },
    records: [
      {
        index: 0,
        orderId: order.orderId,
        amountFen: 2_600,
        terminalNo: '100000000001',
        terminalSequence: '00000007',
        cardTail: '4433',
        result: '03',
        caseNo: 'C20261123-0001',
      },
    ],
  });
  expect(text).not.toContain(SECRETS.tac);
  expect((await get('/batches/TG1-20261122-02')).body).toMatchObject({ code: 'batch.not_found' });
});

const caseOf = (n: number, change: Partial<CaseRow> = {}): Write =>
  deskCase(`C20261123-${String(n).padStart(4, '0')}`, {
    openedAt: NOW - 2 * DAY_MS,
    note: 'why',
    ...change,
  });

test.each([
  ['', [1, 2, 3, 4]],
  ['state=unclosed', [1, 2, 4]],
  ['state=CLOSED', [3]],
  ['state=PROPOSED', [2]],
  ['kind=no-tac', [3, 4]],
  ['state=unclosed&kind=no-tac', [4]],
])('cases by "%s", oldest first', async (query, numbers) => {
  const { get } = await fixtureWith(
    caseOf(1),
    caseOf(2, { state: 'PROPOSED', proposedBy: 'chen', decision: 'debited' }),
    caseOf(3, { state: 'CLOSED', kind: 'no-tac' }),
    caseOf(4, { kind: 'no-tac' }),
  );
  const { body } = await get<Schemas['CasePage']>(`/cases?${query}`);
  expect(body.cases.map(({ caseNo }) => Number(caseNo.slice(-4)))).toEqual(numbers);
  expect(body.cases[0]!.ageDays).toBe(2);
});

test('a case shows its steps, and only those that this person may take', async () => {
  const steps = [
    { at: NOW, who: 'chen', step: 'propose', decision: 'debited', reason: 'r' },
  ] as const;
  const proposed = caseOf(1, { state: 'PROPOSED', revision: 4, proposedBy: 'chen', steps });
  const { get, signIn } = await fixtureWith(proposed);
  const path = '/cases/C20261123-0001';
  const { body } = await get<Schemas['Case']>(path);
  expect(body).toMatchObject({
    note: 'why',
    revision: 4,
    steps: [{ ...steps[0], at: '2026-11-23T20:36:00+08:00' }],
    decisions: ['debited', 'notDebited'],
    may: ['assign', 'propose', 'approve'],
  });
  const clerk = await signIn('chen');
  expect((await clerk.get<Schemas['Case']>(path)).body.may).toEqual(['assign', 'propose']);
  expect((await get('/cases/C20261123-0009')).body).toMatchObject({ code: 'case.not_found' });
});

test.each([
  ['case.same_person', 403],
  ['case.state', 409],
  ['case.version', 409],
  ['case.decision', 422],
  ['case.preview', 409],
  ['case.not_found', 404],
  ['request.invalid', 400],
] as const)('what the desk refuses with %s is answered %d', async (code, status) => {
  const { post, refuseWith } = await fixtureWith(caseOf(1));
  refuseWith.refusal = { code, detail: 'reason: say why' };
  const step = { step: 'propose', revision: 1, reason: 'r', decision: 'debited' };
  const { body } = await post('/cases/C20261123-0001/steps', step);
  const field = code === 'request.invalid' ? { field: 'reason' } : {};
  expect(body).toMatchObject({ status, code, ...field });
});

test('a card number in what a person writes is refused, and nothing is done', async () => {
  const { post, put, told } = await fixtureWith(caseOf(1));
  const reason = 'card 6222 0212 3456 7894 came back';
  const step = { step: 'evidence', revision: 1, reason };
  const refusals = [
    await post('/cases/C20261123-0001/steps', step),
    await post('/cases/C20261123-0001/steps', { ...step, reason: 'r', refundRef: SECRETS.asn }),
    await put('/pool/100000000001', { drained: true, reason }),
    await put('/switches/attempts', { on: false, reason }),
    await put('/boxes/STB-1', { blocked: true, reason }),
  ];
  expect(refusals.map(({ body }) => (body as Schemas['Problem']).field)).toEqual([
    'reason',
    'refundRef',
    'reason',
    'reason',
    'reason',
  ]);
  expect(told).toEqual([]);
  expect(refusals.map(({ text }) => text).join()).not.toContain('6222');
});

test('pool, switches and boxes are changed through the desk, under the name of the person who did it', async () => {
  const { put, told } = await fixtureWith();
  const reason = 'receipt 20261123 00000007';
  await put('/pool/100000000001', { drained: true, reason });
  await put('/pool/100000000001', { frozen: false, reason });
  const both = await put('/pool/100000000001', { drained: true, frozen: false, reason });
  const neither = await put('/pool/100000000001', { reason });
  expect([both.status, neither.status]).toEqual([400, 400]);
  await put('/switches/batches', { on: true, reason });
  const box = await put('/boxes/STB-1', { blocked: true, reason });
  expect(told).toEqual([
    `li 100000000001 true ${reason}`,
    `li 100000000001 thaw ${reason}`,
    `li batches true ${reason}`,
    `li STB-1 true ${reason}`,
  ]);
  expect(box.body).toEqual({ stbId: 'STB-1', blocked: true, since: '2026-11-23T20:36:00+08:00' });
});

test('boxes on watch are listed with the cause, and counted under today; blocked ones are listed apart', async () => {
  const { call } = await fixtureWith();
  const { body } = await call('GET', '/boxes');
  const watch = { why: 'at two addresses at once', times: 2 };
  expect(body).toMatchObject({
    boxes: [{ stbId: 'STB-7', blocked: false, watch }],
    blocked: [{ stbId: 'STB-8', blocked: true, who: 'li' }],
  });
  expect((await call('GET', '/today')).body).toMatchObject({ watchedBoxes: 1 });
});
