import { expect, test } from 'vitest';
import type { Failure, FailureKind } from '../../payment/failure.ts';
import { refusedEn } from '../../ui/words/refusedEn.ts';
import { refusedZhCN } from '../../ui/words/refusedZhCN.ts';
import { refusedZhTW } from '../../ui/words/refusedZhTW.ts';
import { refusedWords } from './refusedWords.ts';

const kinds = Object.keys(refusedZhCN.failure) as FailureKind[];
const comforting = /没有扣款|未扣款|尚未扣款|nothing was charged|not charged/i;

test.each(kinds)(
  '%s: only with the money untouched is it said that nothing was charged',
  (kind) => {
    for (const words of [refusedZhCN, refusedEn]) {
      const said = (money: Failure['money']) => {
        const { title, act, money: sentence } = refusedWords({ kind, money }, true, words);
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
    const { retry, act } = refusedWords({ kind, money: 'unknown' }, true, refusedZhCN);
    expect(retry).toBe('查看缴费记录');
    expect(act).not.toMatch(/再试|重新支付|重新报价/);
  },
);

test('the reason of BOSS is told in words; an unknown one falls back to the hotline', () => {
  const act = (reason?: string) =>
    refusedWords(
      { kind: 'order-rejected', money: 'untouched', ...(reason === undefined ? {} : { reason }) },
      false,
      refusedZhCN,
    ).act;
  expect(act('arrears.first')).toContain('欠费');
  expect(act('moon.phase')).toBe(refusedZhCN.failure['order-rejected'].act);
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

const retries: [kind: FailureKind, canGoOn: boolean, label: string | null][] = [
  ['balance-too-small', true, '换一张卡'],
  ['balance-too-small', false, '重新报价'],
  ['card-removed', true, '重新插卡'],
  ['platform-busy', true, '重试'],
  ['quote-expired', false, '重新报价'],
  ['order-rejected', false, '重新选择'],
  ['already-paid', false, '查看缴费记录'],
  ['box-refused', false, null],
];
test.each(retries)('%s (order alive: %s) offers %s', (kind, canGoOn, label) => {
  expect(refusedWords({ kind, money: 'untouched' }, canGoOn, refusedZhCN).retry).toBe(label);
});
