/**
 * No card number, MAC, TAC, key or token is in any answer or log line. The store has marked values, and every operation
 * is called.
 */
import { expect, test } from 'vitest';
import { operationsOf } from '../../contract/operations.ts';
import { NOW, opsFixture, PASSWORD } from './ops.fixture.ts';
import { attemptRow, auditRows, orderRow, paidRows, SECRETS } from './rows.fixture.ts';

const secret = { ...SECRETS, cardSerial: SECRETS.asn, key: '0123456789ABCDEFFEDCBA9876543210' };
const order = orderRow(1);
const attempt = attemptRow(order);
const caseNo = 'C20261123-0001';
const reason = 'r';

function everything(): Record<string, unknown> {
  const { orderId } = order;
  const { attemptId } = attempt;
  const { asn, tac, mac2 } = SECRETS;
  return {
    ...paidRows(1),
    ...auditRows(1, [
      { orderId, attemptId, what: 'attempt.debitProven', to: 'DEBITED', at: NOW, ...secret },
    ]),
    [`exchange/${orderId}/000001`]: {
      at: NOW,
      who: 'card',
      what: `805401000F${mac2}${tac}`,
      attemptId,
      ...secret,
    },
    'ledger/000000000001': {
      number: 1,
      hash: 'h',
      entry: { at: NOW, kind: 'debit', orderId, attemptId, lines: [], ...secret },
    },
    [`ledgerOf/${orderId}/000000000001`]: true,
    [`doubt/${String(NOW).padStart(13, '0')}/${attemptId}`]: true,
    [`card/${asn}`]: attemptId,
    [`debit/${asn}/5`]: attemptId,
    'box/STB-1': { stbId: 'STB-1', blocked: false, ...secret },
    'batch/20261122/TG1-20261122-01': {
      batchId: 'TG1-20261122-01',
      businessDate: '20261122',
      state: 'SENT',
      batch: {
        count: 1,
        totalFen: 1,
        sha256: 'AB',
        records: [{ orderId, amountFen: 1, terminalNo: 'T', terminalSequence: 'S', ...secret }],
      },
      attemptIds: [attemptId],
      accepted: 0,
      rejected: 0,
    },
    'day/20261122': { date: '20261122', state: 'settled', runs: 1, files: [], ...secret },
    'difference/20261122/DUPLICATE/X': {
      id: 'X',
      date: '20261122',
      class: 'DUPLICATE',
      state: 'case',
      firstSeen: NOW,
      ...secret,
    },
    [`caseOpen/${caseNo}`]: true,
    [`case/${caseNo}`]: {
      caseNo,
      kind: 'duplicate',
      state: 'OPEN',
      version: 1,
      revision: 1,
      amountFen: 1,
      openedAt: NOW,
      steps: [{ at: NOW, who: 'chen', step: 'assign', reason, ...secret }],
      ...secret,
    },
  };
}

const PARAMS: Readonly<Record<string, string>> = {
  orderId: order.orderId,
  date: '20261122',
  batchId: 'TG1-20261122-01',
  caseNo,
  terminalNo: '100000000001',
  name: 'attempts',
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
  findOrders: '/orders',
  getOrderHistory: '/orders/{orderId}',
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
  getSwitches: '/switches',
  setSwitch: '/switches/{name}',
  getBox: '/boxes/{stbId}',
  setBox: '/boxes/{stbId}',
  exportList: '/exports',
};

test('no answer and no log line holds a card number, MAC, TAC, key, password hash or token', async () => {
  const fixture = opsFixture({ extra: secret });
  await fixture.rows(everything());
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
  await fixture.rows({ [`order/${order.orderId}`]: 'not an order', [SECRETS.asn]: true });
  const { body, text } = await li.get(`/orders/${order.orderId}`);
  expect(body).toMatchObject({ status: 503, code: 'unavailable' });
  expect(text).not.toContain('TypeError');
  expect(fixture.logs.join()).toContain('getOrderHistory');
});
