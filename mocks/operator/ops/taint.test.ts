/**
 * No card number, MAC, TAC, key or token is in any answer or log line. The store has marked values, and every operation
 * is called.
 */
import { expect, test } from 'vitest';
import { operationsOf } from '../../contract/operations.ts';
import type { OrderRow } from '../tsp/books/rows.ts';
import { bindCard, markDoubt, putPayer } from '../tsp/books/store/attemptStore.ts';
import { putBox } from '../tsp/books/store/controlStore.ts';
import { putDay } from '../tsp/books/store/dayStore.ts';
import { markChained, putChained, putExchange } from '../tsp/books/store/historyStore.ts';
import { putOrder } from '../tsp/books/store/orderStore.ts';
import { NOW, opsFixture, PASSWORD, type Write } from './ops.fixture.ts';
import {
  attemptRow,
  auditEvents,
  batch,
  deskCase,
  difference,
  orderRow,
  paidOrder,
  recordOf,
  SECRETS,
} from './rows.fixture.ts';

const secret = { ...SECRETS, cardSerial: SECRETS.asn, key: '0123456789ABCDEFFEDCBA9876543210' };
const order = orderRow(1);
const attempt = attemptRow(order);
const caseNo = 'C20261123-0001';
const reason = 'r';

/** Rows of every kind, each with more than it should have. */
function everything(): Write[] {
  const { orderId } = order;
  const { attemptId } = attempt;
  const { asn, tac, mac2 } = SECRETS;
  const debit = { orderId, attemptId, what: 'attempt.debitProven', to: 'DEBITED', ...secret };
  const batchId = 'TG1-20261122-01';
  const records = [{ ...recordOf(attempt), ...secret }];
  return [
    paidOrder(1),
    auditEvents(1, [debit]),
    (tx) => {
      const what = `805401000F${mac2}${tac}`;
      putExchange(tx, orderId, 1, { at: NOW, who: 'card', what, attemptId, ...secret });
      const entry = { at: NOW, kind: 'debit', orderId, attemptId, lines: [], ...secret };
      putChained(tx, 'ledger', { number: 1, hash: 'h', entry });
      markChained(tx, 'ledger', orderId, 1);
      markDoubt(tx, NOW, attemptId, true);
      putPayer(tx, asn, 5, attemptId);
      putBox(tx, { stbId: 'STB-1', blocked: false, ...secret });
      putDay(tx, { date: '20261122', state: 'settled', runs: 1, files: [], ...secret });
      return bindCard(tx, attempt, true);
    },
    batch(batchId, {
      batch: { count: 1, totalFen: 1, sha256: 'AB', cutoff: '', records },
      attemptIds: [attemptId],
    }),
    difference({ id: 'X', class: 'DUPLICATE', state: 'case', ...secret }),
    deskCase(caseNo, {
      kind: 'duplicate',
      steps: [{ at: NOW, who: 'chen', step: 'assign', reason, ...secret }],
      ...secret,
    }),
  ];
}

const PARAMS: Readonly<Record<string, string>> = {
  orderId: order.orderId,
  date: '20261122',
  batchId: 'TG1-20261122-01',
  caseNo,
  terminalNo: '100000000001',
  name: 'attempts',
  code: '7K3-0D42',
  stbId: 'STB-1',
};
const BODIES: Readonly<Record<string, object>> = {
  signIn: { user: 'li', password: PASSWORD },
  takeCaseStep: { step: 'assign', revision: 1, reason },
  setPsam: { drained: true, reason },
  setSwitch: { on: false, reason },
  setBox: { blocked: true, reason },
};

/** Every operation of the contract, every list of exports, every way of finding. */
function calls(): [string, string, string, object?][] {
  const paths = operationsOf('ops').flatMap(({ operationId, method }): [string, string][] =>
    operationId === 'signOut' ? [] : [[operationId, method]],
  );
  return paths.flatMap(([id, method]): [string, string, string, object?][] => {
    const template = TEMPLATES[id];
    if (template === undefined) throw new Error(`no path for ${id}`);
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => PARAMS[name]!);
    if (id === 'exportList') {
      return ['orders', 'doubts', 'differences', 'batches', 'cases', 'audit'].map((list) => [
        id,
        method,
        `${path}/${list}?date=${list === 'orders' || list === 'audit' ? '20261123' : '20261122'}`,
      ]);
    }
    const body = BODIES[id];
    return [body === undefined ? [id, method, path] : [id, method, path, body]];
  });
}

const TEMPLATES: Readonly<Record<string, string>> = {
  signIn: '/sessions',
  getToday: '/today',
  find: '/finds?text=4433',
  getSubscriber: '/subscribers/sub-1?order={orderId}',
  getFigures: '/figures',
  findOrders: '/orders',
  getOrderHistory: '/orders/{orderId}',
  getIncidents: '/incidents/{code}',
  getDoubts: '/doubts',
  getDays: '/days',
  getDay: '/days/{date}',
  settleDay: '/days/{date}/settlement',
  getDifferences: '/days/{date}/differences',
  getBatches: '/batches',
  getBatch: '/batches/{batchId}',
  getCases: '/cases',
  getCase: '/cases/{caseNo}',
  takeCaseStep: '/cases/{caseNo}/steps',
  findAudit: '/audit',
  verifyChains: '/audit/verification',
  getPool: '/pool',
  setPsam: '/pool/{terminalNo}',
  getBoxes: '/boxes',
  getSwitches: '/switches',
  setSwitch: '/switches/{name}',
  getBox: '/boxes/{stbId}',
  setBox: '/boxes/{stbId}',
  exportList: '/exports',
};

test('no answer and no log line holds a card number, MAC, TAC, key, password hash or token', async () => {
  const fixture = opsFixture({ extra: secret });
  await fixture.write(...everything());
  const { call, token } = await fixture.signIn('li');
  const told: string[] = [];
  for (const [id, method, path, body] of calls()) {
    const { status, text } = await call(method, path, body);
    expect([id, status < 300]).toEqual([id, true]);
    if (id !== 'signIn') told.push(`${id} ${text}`);
  }
  for (const word of [SECRETS.asn, order.orderId]) {
    told.push((await call('GET', `/orders?find=${word}`)).text);
    told.push((await call('GET', `/audit?find=${word}`)).text);
    told.push((await call('GET', `/finds?text=${word}`)).text);
  }
  const all = [...told, ...fixture.logs].join('\n');
  for (const value of [...Object.values(secret), token!, PASSWORD]) {
    if (value !== SECRETS.serialTail) expect(all).not.toContain(value);
  }
  expect(all).toContain(SECRETS.serialTail);
});

test('a failing store is answered as a problem, without details of what failed', async () => {
  const fixture = opsFixture({ settle: async () => ({}) });
  const li = await fixture.signIn('li');
  const damaged = { orderId: order.orderId } as OrderRow;
  await fixture.write((tx) => putOrder(tx, damaged));
  const { body, text } = await li.get(`/orders/${order.orderId}`);
  expect(body).toMatchObject({ status: 503, code: 'unavailable' });
  expect(text).not.toContain('TypeError');
  expect(fixture.logs.join()).toContain('getOrderHistory');
});
