import { expect, test } from 'vitest';
import { choice, payable } from '../../app/gallery/onePayment.fixture.ts';
import type { Failure, FailureKind } from '../../payment/failure.ts';
import { remedyOf } from '../../payment/remedy.ts';
import { refusedEn } from '../../ui/words/refusedEn.ts';
import { refusedZhCN } from '../../ui/words/refusedZhCN.ts';
import { refusedZhTW } from '../../ui/words/refusedZhTW.ts';
import { speak } from '../../ui/words/words.ts';
import { zhCN } from '../../ui/words/zhCN.ts';
import { fewerLabel, type Refused, refusedWords } from './refusedWords.ts';

speak('zh-CN', zhCN);

const refused = (failure: Omit<Failure, 'ref'>, canGoOn = true): Refused => ({
  failure: { ref: '7K3-0D42', ...failure },
  choice,
  payable: canGoOn ? payable : null,
});

const kinds = Object.keys(refusedZhCN.failure) as FailureKind[];
const comforting = /没有扣款|未扣款|尚未扣款|nothing was charged|not charged/i;

test.each(kinds)(
  '%s: only with the money untouched is it said that nothing was charged',
  (kind) => {
    for (const words of [refusedZhCN, refusedEn]) {
      const said = (money: Failure['money']) => {
        const { title, act, money: sentence } = refusedWords(refused({ kind, money }), words);
        return `${title} ${act} ${sentence}`;
      };
      expect(said('untouched')).toMatch(comforting);
      expect(said('unknown')).not.toMatch(comforting);
      expect(said('taken')).not.toMatch(comforting);
    }
  },
);

test('an earlier payment of the card may have taken money: what was not charged is this payment', () => {
  for (const words of [refusedZhCN, refusedZhTW, refusedEn]) {
    expect(words.money.untouched).toMatch(/本次|this time/);
  }
});

test('a blocked card: the operator may have blocked it, so the hotline is named and not the bank alone', () => {
  for (const words of [refusedZhCN, refusedZhTW, refusedEn]) {
    expect(words.failure['card-blocked'].act).toMatch(/客服|hotline/);
  }
});

test.each(kinds)(
  '%s: while the money is unknown the screen offers the history, and no second payment',
  (kind) => {
    const { retry, act } = refusedWords(refused({ kind, money: 'unknown' }), refusedZhCN);
    expect(retry).toBe('查看缴费记录');
    expect(act).not.toMatch(/再试|重新支付|重新报价/);
  },
);

test('the reason of BOSS is told in words; an unknown one falls back to the hotline', () => {
  const act = (reason?: string) =>
    refusedWords(
      refused({
        ...{ kind: 'order-rejected', money: 'untouched' },
        ...(reason === undefined ? {} : { reason }),
      }),
      refusedZhCN,
    ).act;
  expect(act('arrears.first')).toContain('欠费');
  for (const unknown of ['moon.phase', 'toString', '__proto__']) {
    expect(act(unknown)).toBe(refusedZhCN.failure['order-rejected'].act);
  }
  expect(act()).toBe(refusedZhCN.failure['order-rejected'].act);
});

test('too many requests of this box, or a platform that cannot check, are not called many people who pay', () => {
  for (const words of [refusedZhCN, refusedZhTW, refusedEn]) {
    expect(words.failure['platform-busy'].title).not.toMatch(/人|people/);
  }
});

test('a refusal whose reason has no words points to no advice that is not there', () => {
  for (const words of [refusedZhCN, refusedZhTW, refusedEn]) {
    expect(words.failure['order-rejected'].act).not.toMatch(/提示|advice/);
  }
});

const retries: [kind: FailureKind, canGoOn: boolean, label: string][] = [
  ['balance-too-small', true, '换一张卡'],
  ['balance-too-small', false, '重新报价'],
  ['card-unreadable', true, '看插卡图解'],
  ['card-removed', true, '重新插卡'],
  ['platform-busy', true, '现在重试'],
  ['quote-expired', false, '重新报价'],
  ['order-rejected', false, '稍后再试'],
  ['already-paid', false, '查看缴费记录'],
  ['already-paying', false, '稍后再试'],
  ['paused', true, '稍后再试'],
  ['box-refused', false, '返回首页'],
];
test.each(retries)('%s (order alive: %s) offers %s', (kind, canGoOn, label) => {
  const said = refusedWords(refused({ kind, money: 'untouched' }, canGoOn), refusedZhCN);
  expect(said.retry).toBe(label);
});

const arrears: NonNullable<Failure['arrears']> = {
  amountFen: 5200,
  since: '2026-09-22',
  blocks: 'others',
  items: [],
};

test('arrears name their amount on the button, and say that they are paid in one sum', () => {
  const rejected = { kind: 'order-rejected', money: 'untouched', reason: 'arrears.first' } as const;
  const said = refusedWords(refused({ ...rejected, arrears }, false), refusedZhCN);
  expect(said).toMatchObject({
    title: '先补缴欠费，再办理',
    act: '欠费从 2026-09-22 起，一共 52 元，要一次缴清，不能分开缴。只补缴也可以。',
    retry: '补缴欠费 52 元',
  });
  const unknown = refusedWords(refused(rejected, false), refusedZhCN);
  expect(unknown.retry).toBe('稍后再试');
  expect(unknown.act).toContain('营业厅');
});

test('a shorter period that the card covers names its months and its price', () => {
  const one = { months: 1, amountFen: 2600, savingFen: 0 };
  const tooSmall = refused({ kind: 'balance-too-small', money: 'untouched', balanceFen: 5000 });
  expect(fewerLabel(one, refusedZhCN)).toBe('改缴 1 个月 · 26 元');
  expect(refusedWords(tooSmall, refusedZhCN, one).act).toContain('够缴 1 个月');
});

test.each(['service.stopped', 'area.not_covered', 'account.closed'])(
  'for ever: %s says that the television cannot do it, and what else can',
  (reason) => {
    const failure: Omit<Failure, 'ref'> = { kind: 'order-rejected', money: 'untouched', reason };
    expect(remedyOf(refused(failure, false))).toBe('leave');
    for (const words of [refusedZhCN, refusedZhTW, refusedEn]) {
      const { title, act } = refusedWords(refused(failure, false), words);
      expect(title).toMatch(/不能在电视上|不能在電視上|on television/);
      expect(act).toMatch(/客服|hotline/);
    }
  },
);

test('no refusal is under a red alarm, and news that is good or being looked after is calm', () => {
  const tone = (failure: Omit<Failure, 'ref'>) => refusedWords(refused(failure), refusedZhCN).tone;
  for (const kind of kinds) {
    expect(['info', 'warn']).toContain(tone({ kind, money: 'untouched' }));
    expect(tone({ kind, money: 'unknown' })).toBe('info');
  }
  expect(tone({ kind: 'not-charged', money: 'untouched' })).toBe('info');
  expect(tone({ kind: 'balance-too-small', money: 'untouched' })).toBe('warn');
});
