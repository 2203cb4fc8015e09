import { expect, test } from 'vitest';
import type { Problem, ProblemCode } from '../../../../src/tsp/tspTypes.ts';
import type { OrderRow } from '../books/rows.ts';
import { putOrder } from '../books/store/orderStore.ts';
import { fresh } from '../box.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';
import { PROBLEMS } from './problems.ts';

/** As in the contract: code, status, money, retry. The texts on the screens depend on these codes. */
const CONTRACT = `
request.invalid 400 untouched no
request.not_found 404 untouched no
auth.signature 401 untouched new
auth.session_expired 401 untouched new
auth.clock_skew 401 untouched same-key
auth.replay 401 untouched no
stb.unknown 403 untouched no
stb.blocked 403 untouched no
service.not_found 404 untouched no
renewal.not_cancellable 409 untouched no
order.not_found 404 untouched no
attempt.not_found 404 unknown no
quote.not_found 404 untouched no
quote.expired 409 untouched new
quote.changed 409 untouched new
order.already_paying 409 untouched no
order.already_paid 409 taken no
order.state 409 untouched no
attempt.open 409 unknown no
attempt.state 409 untouched no
idempotency.in_progress 409 unknown same-key
idempotency.missing 400 untouched no
idempotency.mismatch 422 untouched no
card.unsupported 422 untouched new
card.blocked 422 untouched new
card.expired 422 untouched new
card.insufficient 422 untouched new
card.counter_exhausted 422 untouched new
card.unresolved 409 unknown no
card.mismatch 409 unknown no
mac.card_rejected 422 untouched new
mac2.invalid 422 unknown no
psam.none_for_card 422 untouched no
psam.busy 503 untouched same-key
hsm.unavailable 503 unknown same-key
boss.unavailable 503 untouched same-key
boss.rejected 422 untouched no
rate.limited 429 untouched same-key
payments.paused 503 untouched new
portal.outdated 426 untouched no
internal 500 unknown same-key
`.trim();

test('every code says what the contract says', () => {
  const table = Object.entries(PROBLEMS).map(
    ([code, { status, money, retry }]) => `${code} ${status} ${money} ${retry}`,
  );
  expect(table.join('\n')).toBe(CONTRACT);
});

const QUOTE = { items: [{ serviceId: 'basic', months: 1 }] };

async function table(limits = {}) {
  const fixture = tspFixture({ limits });
  await fixture.tsp.start();
  return { fixture, box: await fixture.opened() };
}

/** One way to get each code. It does not compile while a code is missing. */
const WAYS: Record<ProblemCode, () => Promise<{ problem: Problem }>> = {
  'request.invalid': async () => (await table()).box.post('/quotes', {}),
  'request.not_found': async () => (await table()).box.get('/nothing'),
  'auth.signature': async () =>
    (await table()).box.get('/orders', { signWith: new Uint8Array(32) }),
  'auth.session_expired': () => tspFixture().box().get('/orders'),
  'auth.clock_skew': async () => (await table()).box.get('/orders', { skewMs: 200_000 }),
  'auth.replay': async () => {
    const { box } = await table();
    const nonce = fresh();
    await box.get('/orders', { nonce });
    return box.get('/orders', { nonce });
  },
  'stb.unknown': () => tspFixture().box('STB-7').open(),
  'stb.blocked': () => {
    const fixture = tspFixture();
    fixture.boss.boxes.get('STB-1')!.blocked = true;
    return fixture.box().open();
  },
  'service.not_found': async () => (await table()).box.get('/services/nothing'),
  'renewal.not_cancellable': async () =>
    (await table()).box.request('POST', '/services/router/renewal/cancel', undefined, {
      key: 'key-00001',
    }),
  'order.not_found': async () => {
    const { fixture, box } = await table();
    return fixture.startAttempt(box, '01HF7YAT31JZECA3K2V2W6E9QA');
  },
  'attempt.not_found': async () => {
    const { fixture, box } = await table();
    return fixture.abandon(box, '01HF7YAT31JZECA3K2V2W6E9QA');
  },
  'quote.not_found': async () => {
    const { fixture, box } = await table();
    const quote = await fixture.quote(box);
    return fixture.confirm(box, { ...quote, quoteId: '01HF7YAT31JZECA3K2V2W6E9QA' });
  },
  'quote.expired': async () => {
    const { fixture, box } = await table({ quoteMs: 1000 });
    const quote = await fixture.quote(box);
    await fixture.time.advance(1000);
    return fixture.confirm(box, quote);
  },
  'quote.changed': async () => {
    const { fixture, box } = await table();
    return fixture.confirm(box, { ...(await fixture.quote(box)), amountFen: 1 });
  },
  'order.already_paying': async () => {
    const { fixture, box } = await table();
    await fixture.ordered(box);
    const other = await fixture.opened('STB-2');
    return fixture.confirm(other, await fixture.quote(other));
  },
  'order.already_paid': async () => {
    const { fixture, box } = await table();
    const { orderId } = await fixture.paid(box);
    return fixture.startAttempt(box, orderId);
  },
  'order.state': async () => {
    const { fixture, box } = await table();
    return box.get(`/orders/${(await fixture.ordered(box)).orderId}/receipt`);
  },
  'attempt.open': async () => {
    const { fixture, box } = await table();
    const { orderId } = await fixture.paying(box);
    return box.post(`/orders/${orderId}/cancel`, {});
  },
  'attempt.state': async () => {
    const { fixture, box } = await table();
    const order = await fixture.ordered(box);
    const { attemptId } = (await fixture.startAttempt(box, order.orderId)).value;
    await fixture.abandon(box, attemptId);
    await fixture.startAttempt(box, order.orderId);
    return fixture.authorise(box, attemptId);
  },
  'idempotency.in_progress': async () => {
    const { box } = await table();
    const both = [1, 2].map(() => box.post('/quotes', QUOTE, { key: 'key-00001' }));
    const answers = await Promise.all(both);
    return answers.find(({ status }) => status === 409)!;
  },
  'idempotency.missing': async () => (await table()).box.post('/quotes', QUOTE, { key: null }),
  'idempotency.mismatch': async () => {
    const { box } = await table();
    await box.post('/quotes', QUOTE, { key: 'key-00001' });
    return box.post('/quotes', { items: [{ serviceId: 'film', months: 1 }] }, { key: 'key-00001' });
  },
  'card.unsupported': () => refusedInit({ algorithmId: '04' }),
  'card.blocked': async () => {
    const { fixture, box } = await table();
    fixture.ppp.blacklist.cards.push(CARD.serial);
    await fixture.restart();
    return fixture.startAttempt(box, (await fixture.ordered(box)).orderId);
  },
  'card.expired': async () => {
    const { fixture, box } = await table();
    const card = { ...(await fixture.cardData(box, CARD)), validTo: '20261122' };
    const path = `/orders/${(await fixture.ordered(box)).orderId}/attempts`;
    return box.post(path, { card, balanceFen: 10_000, readerId: 'slot' });
  },
  'card.insufficient': async () => {
    const { fixture, box } = await table();
    return fixture.startAttempt(box, (await fixture.ordered(box)).orderId, {
      ...CARD,
      balanceFen: 1,
    });
  },
  'card.counter_exhausted': () => refusedInit({ sequence: 0xffff }),
  'card.unresolved': async () => {
    const { fixture, box } = await table();
    await fixture.paying(box);
    return fixture.startAttempt(box, (await fixture.ordered(box, 'film')).orderId);
  },
  'card.mismatch': async () => {
    const { fixture, box } = await table();
    const { orderId } = await fixture.paying(box);
    await fixture.time.advance(30_000);
    return fixture.startAttempt(box, orderId, OTHER_CARD);
  },
  'mac.card_rejected': async () => {
    const { fixture, box } = await table({ macRefusalsPerDay: 1 });
    const { attemptId, orderId } = await fixture.paying(box);
    await fixture.report(box, attemptId, { statusWord: '9302', answers: 'command' });
    const { problem } = await fixture.startAttempt(box, orderId);
    return { problem: { ...problem, retry: 'new' } };
  },
  'mac2.invalid': async () => {
    const { fixture, box } = await table();
    const { attemptId, debited } = await fixture.paying(box);
    return fixture.report(box, attemptId, { ...debited, mac2: '00000000' });
  },
  'psam.none_for_card': async () => {
    const { fixture, box } = await table();
    const card = { ...(await fixture.cardData(box, CARD)), issuer: '9999999999999999' };
    const path = `/orders/${(await fixture.ordered(box)).orderId}/attempts`;
    return box.post(path, { card, balanceFen: 10_000, readerId: 'slot' });
  },
  'psam.busy': async () => {
    const { fixture, box } = await table();
    fixture.pool.busy = true;
    return fixture.startAttempt(box, (await fixture.ordered(box)).orderId);
  },
  'hsm.unavailable': async () => {
    const { fixture, box } = await table();
    const { attemptId, debited } = await fixture.paying(box);
    fixture.hsm.down = true;
    return fixture.report(box, attemptId, debited);
  },
  'boss.unavailable': async () => {
    const { fixture, box } = await table();
    fixture.boss.instead.push({ match: /./, answer: () => new Response('', { status: 502 }) });
    return box.post('/quotes', QUOTE);
  },
  'boss.rejected': async () =>
    (await table()).box.post('/quotes', { items: [{ serviceId: 'stopped', months: 1 }] }),
  'rate.limited': async () => {
    const { box } = await table({ requestsPerMinute: 1 });
    await box.get('/orders');
    return box.get('/orders');
  },
  'payments.paused': async () => {
    const { fixture, box } = await table();
    const quote = await fixture.quote(box);
    const supervisor = { user: 'wang', role: 'supervisor' } as const;
    await fixture.tsp.desk.setSwitch(supervisor, 'attempts', false, 'a test');
    return fixture.confirm(box, quote);
  },
  'portal.outdated': async () => (await table({ minPortal: '9.0.0' })).box.get('/services'),
  internal: async () => {
    const { fixture, box } = await table();
    const { orderId } = await fixture.ordered(box);
    await fixture.room.transaction(async (tx) =>
      putOrder(tx, { orderId, subscriberId: 'sub-1' } as OrderRow),
    );
    return box.get(`/orders/${orderId}`);
  },
};

async function refusedInit(change: object) {
  const { fixture, box } = await table();
  const { attemptId } = (await fixture.startAttempt(box, (await fixture.ordered(box)).orderId))
    .value;
  return fixture.authorise(box, attemptId, fixture.init(CARD, change));
}

test.each(Object.entries(WAYS))('%s can be produced, as the contract says', async (code, way) => {
  const { problem } = await way();
  const { status, money, retry, ref, type } = problem;
  expect(`${problem.code} ${status} ${money} ${retry}`).toBe(
    CONTRACT.split('\n').find((line) => line.startsWith(`${code} `)),
  );
  expect(ref).toHaveLength(8);
  expect(type).toBe(`urn:tsp:problem:${code}`);
});
