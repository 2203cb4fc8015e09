import { expect, test } from 'vitest';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import type { FailureKind } from '../../src/payment/failure.ts';
import { refusedWords } from '../../src/screens/refused/refusedWords.ts';
import { resultOf } from '../../src/screens/result/resultOf.ts';
import { refusedZhCN } from '../../src/ui/words/refusedZhCN.ts';
import { zhCN } from '../../src/ui/words/zhCN.ts';
import { virtualBox } from './everyWorld.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

const scenario = (name: string): Scenario => scenarios[name]!;
const GOOD_FEN = 100_000;
const PRICE_FEN = 28_600;

const balance = (box: VirtualBox): number => box.world.card('good').state.balanceFen;

test('a subscriber pays for a service with a card, and it opens', async () => {
  const box = await virtualBox(scenario('first-day'));
  await box.buys('basic', 12);
  const { order, receipt } = await box.reaches('result');
  expect(box.seen).toEqual([
    'recovering',
    'home',
    'service',
    'quoting',
    'confirm',
    'ordering',
    'waitCard',
    'cardCheck',
    'authorising',
    'debiting',
    'reporting',
    'finishing',
    'result',
  ]);
  expect(order.state).toBe('COMPLETED');
  expect(receipt).toMatchObject({
    amountFen: PRICE_FEN,
    cardTail: '0018',
    balanceAfterFen: 71_400,
  });
  expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
  box.send({ kind: 'closed' });
  await box.simulation.time.runUntil(() => false, 100);
  expect(await box.journal.all()).toEqual([]);
  expect(box.violations).toEqual([]);
});

/** Scenarios that end a payment before the debit: nothing is taken, the screen says so, and offers what helps. */
const refusals: [name: string, kind: FailureKind, says: string, retry: string][] = [
  ['arrears', 'order-rejected', '欠费从 2026-09-22 起，一共 52 元', '补缴欠费 52 元'],
  ['account-closed', 'order-rejected', '账户已经销户', '返回首页'],
  ['stopped-service', 'order-rejected', '已经停用', '返回首页'],
  ['period-overlaps', 'order-rejected', '期限重叠', '查看缴费记录'],
  ['wrong-area', 'order-rejected', '还没有开通这项业务', '返回首页'],
  ['poor-card', 'balance-too-small', '卡内余额不足', '换一张卡'],
  ['unknown-card', 'card-not-accepted', '不支持这张卡', '换一张卡'],
  ['blank-card', 'card-not-accepted', '不支持这张卡', '换一张卡'],
  ['locked-card', 'card-blocked', '已被锁定', '换一张卡'],
  ['expired-card', 'card-expired', '已过有效期', '换一张卡'],
  ['no-reader', 'card-wait-over', '等待插卡', '继续支付'],
  ['card-never-comes', 'card-wait-over', '等待插卡', '继续支付'],
  ['psam-exhausted', 'platform-busy', '系统正忙', '现在重试'],
  ['card-pulled-before-debit', 'card-removed', '卡片被拔出', '重新插卡'],
  ['mac1-lost', 'offline', '网络', '现在重试'],
];

test.each(refusals)('%s ends as %s, with nothing taken', async (name, kind, says, retry) => {
  const box = await virtualBox(scenario(name));
  await box.reaches('home');
  box.send({ kind: 'serviceOpened', serviceId: 'sport' });
  box.send({ kind: 'periodChosen', choice: { serviceId: 'sport', months: 1 } });
  await box.simulation.time.runUntil(() => box.step().kind !== 'quoting', 60_000);
  box.send({ kind: 'amountConfirmed' });
  const { failure, choice, payable } = await box.reaches('refused', 300_000);
  expect(failure).toMatchObject({ kind, money: 'untouched' });
  const said = refusedWords({ failure, choice, payable }, refusedZhCN);
  expect(said.title + said.act).toContain(says);
  expect(said).toMatchObject({ money: '本次没有扣款。', retry });
  expect(payable !== null).toBe(kind !== 'order-rejected');
  expect(balance(box)).toBe(GOOD_FEN);
  expect(box.violations).toEqual([]);
});

test('with too little on the card the screen says how much it has and how much is needed', async () => {
  const box = await virtualBox(scenario('poor-then-good-card'));
  await box.buys('basic', 12);
  const { failure } = await box.reaches('refused');
  expect(failure).toMatchObject({ balanceFen: 1_350, amountFen: PRICE_FEN });
  box.send({ kind: 'retried' });
  const { order } = await box.reaches('result');
  expect(order.state).toBe('COMPLETED');
  expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
});

test('a card the wrong way round is recognised, and pays once it is turned', async () => {
  const box = await virtualBox(scenario('card-wrong-way-round'));
  await box.buys('basic', 12);
  const { time } = box.simulation;
  const isMute = () => {
    const step = box.step();
    return step.kind === 'waitCard' && step.sight === 'mute';
  };
  expect(await time.runUntil(isMute, 60_000)).toBe(true);
  await box.reaches('result');
});

/** Scenarios that interrupt the debit or its report: the card decides, and nothing is taken twice or lost. */
const doubts: [name: string, debited: boolean][] = [
  ['card-pulled-while-debiting', false],
  ['card-pulled-after-write', true],
  ['card-pulled-before-answer', true],
  ['other-card-comes-back', true],
];

test.each(doubts)('%s asks for the same card, and finds: debited %s', async (name, debited) => {
  const box = await virtualBox(scenario(name));
  await box.buys('basic', 12);
  const { doubt } = await box.reaches('insertSameCard');
  expect(doubt).toMatchObject({ cardTail: '0018', amountFen: PRICE_FEN });
  if (debited) {
    const { order } = await box.reaches('result');
    expect(order.state).toBe('COMPLETED');
  } else {
    const { failure } = await box.reaches('refused');
    expect(failure).toMatchObject({ kind: 'not-charged', money: 'untouched' });
  }
  expect(balance(box)).toBe(debited ? GOOD_FEN - PRICE_FEN : GOOD_FEN);
  expect(box.seen.includes('insertSameCard')).toBe(true);
  expect(box.violations).toEqual([]);
});

test.each(['report-lost', 'report-answer-lost'])(
  '%s: the report is repeated until it is acknowledged',
  async (name) => {
    const box = await virtualBox(scenario(name));
    await box.buys('basic', 12);
    const { order } = await box.reaches('result');
    expect(order.state).toBe('COMPLETED');
    expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
  },
);

test('when a report never arrives, the subscriber may leave, and the card’s answer is kept', async () => {
  const box = await virtualBox(scenario('report-never-arrives'));
  await box.buys('basic', 12);
  await box.reaches('reporting');
  box.send({ kind: 'back' });
  expect(box.step().kind).toBe('reporting');
  await box.simulation.time.runUntil(() => false, 20_000);
  box.send({ kind: 'back' });
  expect((await box.reaches('home')).unfinished).toMatchObject({ kind: 'report' });
  box.world.network.faults = [];
  const { time } = box.simulation;
  const isTold = () => {
    const step = box.step();
    return step.kind === 'home' && step.unfinished === null;
  };
  expect(await time.runUntil(isTold, 60_000)).toBe(true);
});

test.each([
  ['boss-pending', 'ACTIVATING', '不用再付'],
  ['boss-rejects', 'CREDITED', '款项已转入'],
  ['boss-rejects-credit', 'REFUND_DUE', '还没有退'],
] as const)(
  '%s: paid, and the result says what happened to the money',
  async (name, state, says) => {
    const box = await virtualBox(scenario(name));
    await box.buys('basic', 12);
    const { order, receipt } = await box.reaches('result');
    expect(order).toMatchObject({ state, money: 'taken' });
    expect(zhCN.result[resultOf(order.state)].act).toContain(says);
    expect(receipt).not.toBeNull();
    expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
  },
);

test('the portal itself ends a quote that is not confirmed in time', async () => {
  const box = await virtualBox(scenario('quote-expires'));
  await box.reaches('home');
  box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
  box.send({ kind: 'serviceOpened', serviceId: 'basic' });
  box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
  await box.reaches('confirm');
  const { failure } = await box.reaches('refused');
  expect(failure.kind).toBe('quote-expired');
});

test('BOSS gone after the start: the quote says so, and can be tried again', async () => {
  const box = await virtualBox(scenario('first-day'));
  await box.reaches('home');
  box.world.boss.faults.down = true;
  box.send({ kind: 'serviceOpened', serviceId: 'basic' });
  box.send({ kind: 'periodChosen', choice: { serviceId: 'basic', months: 12 } });
  const refused = await box.reaches('refused');
  expect(refused.failure).toMatchObject({ kind: 'boss-down', money: 'untouched' });
  expect(refusedWords(refused, refusedZhCN).title).toContain('营业系统暂时无法连接');
  box.world.boss.faults.down = false;
  box.send({ kind: 'retried' });
  await box.reaches('confirm');
});

test.each(['network-down', 'boss-down', 'box-unknown', 'box-blocked'])(
  '%s keeps the portal out of service',
  async (name) => {
    const box = await virtualBox(scenario(name));
    const { failure } = await box.reaches('outOfService');
    expect(['offline', 'boss-down', 'box-refused']).toContain(failure.kind);
  },
);

test('back before the debit takes nothing and releases the order', async () => {
  for (const at of ['waitCard', 'cardCheck', 'authorising'] as const) {
    const box = await virtualBox(scenario('first-day'));
    await box.buys('basic', 12);
    await box.reaches(at);
    box.send({ kind: 'back' });
    const left = at === 'authorising' ? 'refused' : 'service';
    expect(box.step().kind).toBe(left);
    if (left === 'refused') box.send({ kind: 'back' });
    await box.simulation.time.runUntil(() => false, 40_000);
    expect(balance(box)).toBe(GOOD_FEN);
    box.send({ kind: 'back' });
    await box.buys('basic', 12);
    await box.reaches('result');
    expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
  }
});

/** Every step at which a page may die, in the order of a payment. */
const RELOADED = [
  'service',
  'quoting',
  'confirm',
  'ordering',
  'waitCard',
  'cardCheck',
  'authorising',
  'debiting',
  'reporting',
  'finishing',
  'result',
] as const;

test.each(RELOADED)('the page reloaded at %s: nothing lost, nothing taken twice', async (kind) => {
  const first = await virtualBox(scenario('first-day'), { diesAt: kind });
  void first.buys('basic', 12).catch(() => {});
  const died = () => first.seen[first.seen.length - 1] === kind;
  expect(await first.simulation.time.runUntil(died, 60_000), first.seen.join(' > ')).toBe(true);
  const box = await first.reload();
  const { time } = box.simulation;
  const atRest = () => ['home', 'result', 'refused'].includes(box.step().kind);
  expect(await time.runUntil(atRest, 200_000), box.seen.join(' > ')).toBe(true);
  const taken = GOOD_FEN - balance(box);
  expect([0, PRICE_FEN]).toContain(taken);
  const { step } = box;
  if (step().kind === 'result') expect(taken).toBe(PRICE_FEN);
  if (step().kind === 'refused') expect(taken).toBe(0);
  box.send({ kind: step().kind === 'refused' ? 'back' : 'closed' });
  box.send({ kind: 'back' });
  if (taken === 0) {
    await box.buys('basic', 12);
    await box.reaches('result');
  }
  expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
});
