/** A case about a card that never came back, closed by two people: the console's interface over the real platform. */
import { expect, test } from 'vitest';
import { balances, ledgerFault, readLedger } from '../../tsp/books/journals/ledger.ts';
import { nodeCrypto } from '../../tsp/nodeCrypto.fixture.ts';
import { OTHER_CARD } from '../../tsp/subscriber.fixture.ts';
import { tspFixture } from '../../tsp/tsp.fixture.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { createOps } from '../createOps.ts';
import { ACCOUNTS, PASSWORD, signInAt } from '../ops.fixture.ts';

const HOUR = 3_600_000;

async function doubtedFixture() {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const box = await fixture.opened();
  const payment = await fixture.paying(box);
  await fixture.time.advance(73 * HOUR);
  const { fetch } = createOps({
    environment: fixture.environment,
    // The console reads the platform's room of the same store.
    store: { ...fixture.room, room: () => fixture.room },
    tsp: fixture.tsp,
    settle: async () => ({}),
    accounts: ACCOUNTS,
    passwords: {
      verify: async (password) => password === PASSWORD,
      hash: async (password) => password,
    },
  });
  const people = {
    chen: await signInAt(fetch, 'chen'),
    li: await signInAt(fetch, 'li'),
    wang: await signInAt(fetch, 'wang'),
    zhao: await signInAt(fetch, 'zhao'),
  };
  type User = keyof typeof people;
  const [found] = (await people.chen.get<Schemas['CasePage']>('/cases?state=unclosed')).body.cases;
  const path = `/cases/${found!.caseNo}`;
  const look = async (user: User) => (await people[user].get<Schemas['Case']>(path)).body;
  async function step(user: User, name: string, more: object = {}) {
    const { revision = 1, case: row, previews } = await look('zhao');
    const meant = 'decision' in more ? more.decision : row.decision;
    const shown = previews.find(({ decision }) => decision === meant);
    const signed = shown && { previewDigest: shown.digest };
    const body = { step: name, revision, reason: `${name} by ${user}`, ...signed, ...more };
    return people[user].post<Schemas['Case'] & Schemas['Problem']>(`${path}/steps`, body);
  }
  return { fixture, ...payment, people, found: found!, look, step };
}

test('a clerk proposes and a supervisor approves; nobody else can, and the audit shows it', async () => {
  const { fixture, orderId, people, found, look, step } = await doubtedFixture();
  expect(found).toMatchObject({ kind: 'doubt-aged', state: 'OPEN', orderId });
  expect((await look('zhao')).may).toEqual([]);
  expect((await look('chen')).may).toContain('assign');

  expect((await step('zhao', 'assign')).body.code).toBe('role.forbidden');
  expect((await step('chen', 'approve')).body.code).toBe('role.forbidden');
  for (const name of ['assign', 'evidence']) expect((await step('chen', name)).status).toBe(200);
  const proposed = await step('chen', 'propose', { decision: 'debited' });
  expect(proposed.body.case).toMatchObject({ state: 'PROPOSED', proposedBy: 'chen' });
  expect((await step('chen', 'approve')).body.code).toBe('role.forbidden');
  expect((await look('li')).may).toContain('approve');

  const approved = await step('li', 'approve');
  expect(approved.status).toBe(200);
  await fixture.time.drain();
  expect((await look('zhao')).steps.map(({ who, step: name }) => `${who} ${name}`)).toEqual([
    'chen assign',
    'chen evidence',
    'chen propose',
    'li approve',
  ]);
  const history = (await people.zhao.get<Schemas['OrderHistory']>(`/orders/${orderId}`)).body;
  expect(history.attempts[0]!.state).toBe('DEBITED');
  const kinds = history.entries.map(({ kind, who, what }) => `${kind} ${who} ${what}`);
  expect(kinds).toContain('posting tsp debit');
  expect(kinds.filter((line) => line.startsWith('case chen'))).not.toEqual([]);
  expect(kinds.filter((line) => line.startsWith('case li'))).not.toEqual([]);
  const { events } = (await people.zhao.get<Schemas['AuditPage']>('/audit?find=case.')).body;
  expect(events.map(({ who }) => who)).toContain('li');

  const verified = (await people.zhao.post<Schemas['Verification']>('/audit/verification')).body;
  expect(verified.audit).not.toHaveProperty('firstBroken');
  expect(verified.ledger).not.toHaveProperty('firstBroken');
  const books = await readLedger({ store: fixture.room });
  expect(await ledgerFault(nodeCrypto, books)).toBeNull();
  expect(balances(books).suspense_receivable).toBe(0);
  expect(fixture.violations).toEqual([]);
});

test('a case shows what each decision posts, then what the proposed decision does; approving another preview is refused', async () => {
  const { fixture, found, look, step } = await doubtedFixture();
  const { orderId, attemptId, amountFen } = found;
  expect((await look('li')).previews).toEqual([]);
  for (const name of ['assign', 'evidence']) await step('chen', name);
  const offered = await look('zhao');
  expect(offered.previews.map(({ decision }) => decision)).toEqual(offered.decisions);
  const release = { debit: 'suspense_order', credit: 'suspense_receivable' };
  const debit = { debit: 'unionpay_receivable', credit: 'order_liability' };
  const on = { orderId, attemptId, amountFen };
  expect(offered.previews[0]).toMatchObject({
    postings: [
      { kind: 'release', ...on, ...release },
      { kind: 'debit', ...on, ...debit },
    ],
    asks: [{ what: 'ACTIVATE' }],
    opens: ['no-tac'],
    needsBossWord: false,
  });
  await step('chen', 'propose', { decision: 'notDebited' });
  const { previews, proposedDigest } = await look('li');
  expect(previews).toMatchObject([{ decision: 'notDebited', postings: [{ ...on, ...release }] }]);
  expect(previews[0]!.digest).toBe(proposedDigest);

  const before = await readLedger({ store: fixture.room });
  const other = { previewDigest: offered.previews[0]!.digest };
  expect((await step('li', 'approve', other)).body).toMatchObject({
    status: 409,
    code: 'case.preview',
  });
  expect((await look('li')).case.state).toBe('PROPOSED');
  expect(await readLedger({ store: fixture.room })).toEqual(before);
  expect((await step('li', 'approve')).status).toBe(200);
  const gained = (await readLedger({ store: fixture.room })).slice(before.length);
  expect(gained.map(({ entry: { kind } }) => kind)).toEqual(['release']);
  expect((await look('li')).previews).toEqual([]);
});

test('nobody approves their own proposal, not even a supervisor; another supervisor does', async () => {
  const { look, step } = await doubtedFixture();
  for (const name of ['assign', 'evidence']) await step('li', name);
  await step('li', 'propose', { decision: 'notDebited' });
  expect((await look('li')).may).not.toContain('approve');
  expect((await step('li', 'approve')).body).toMatchObject({
    status: 403,
    code: 'case.same_person',
  });
  expect((await look('li')).case.state).toBe('PROPOSED');
  expect((await step('wang', 'approve')).status).toBe(200);
});

test('a step that was decided on an older revision is refused; of two steps at once one is taken', async () => {
  const { people, found, look } = await doubtedFixture();
  const { revision } = await look('chen');
  const body = { step: 'assign', revision, reason: 'mine' };
  const path = `/cases/${found.caseNo}/steps`;
  const replies = await Promise.all([people.chen.post(path, body), people.li.post(path, body)]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('a payment on the real platform is in today, in the list, and found by every number it has', async () => {
  const { fixture, people } = await doubtedFixture();
  const box = await fixture.opened('STB-9');
  const { orderId } = await fixture.paid(box, OTHER_CARD);
  await fixture.time.drain();
  const today = (await people.li.get<Schemas['Today']>('/today')).body;
  expect(today.paid.count).toBe(1);
  expect(today.cases.count).toBe(1);
  const { orders } = (await people.li.get<Schemas['OrderPage']>('/orders')).body;
  const order = orders.find((listed) => listed.orderId === orderId)!;
  for (const find of [order.ref, order.receiptNo!, 'STB-9', 'sub-9']) {
    const page = (
      await people.li.get<Schemas['OrderPage']>(`/orders?find=${encodeURIComponent(find)}`)
    ).body;
    expect([find, page.orders.map((listed) => listed.orderId)]).toEqual([find, [orderId]]);
  }
});

test('a box blocked at the console is kept out, and let in again', async () => {
  const { fixture, people } = await doubtedFixture();
  const change = (blocked: boolean) => people.li.put('/boxes/STB-2', { blocked, reason: 'stolen' });
  expect((await change(true)).status).toBe(200);
  expect((await fixture.box('STB-2').open()).status).toBe(403);
  expect((await change(false)).body).toMatchObject({ blocked: false, who: 'li' });
  expect((await fixture.box('STB-2').open()).status).toBe(201);
});
