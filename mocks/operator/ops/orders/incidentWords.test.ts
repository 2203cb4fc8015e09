import { expect, test } from 'vitest';
import { PROBLEMS } from '../../tsp/base/problems.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { toldIncident } from './incidentWords.ts';

/** What a box finds by itself: src/payment/failure.ts. */
const BOX_CAUSES = [
  ...['order-rejected', 'quote-expired', 'quote-changed', 'already-paying', 'already-paid'],
  ...['card-not-accepted', 'balance-too-small', 'card-blocked', 'card-expired', 'card-unfinished'],
  ...['card-unreadable', 'card-removed', 'reader-lost', 'reader-held', 'card-wait-over'],
  ...['platform-busy', 'card-refused-debit', 'not-charged', 'cancelled', 'boss-down', 'paused'],
  ...['offline', 'box-silent', 'box-refused', 'portal-outdated', 'internal', 'crash'],
];

const incident = (change: Partial<Schemas['Incident']> = {}): Schemas['Incident'] => ({
  code: '7K3-0D42',
  source: 'box',
  at: '2026-11-23T20:36:00+08:00',
  heardAt: '2026-11-23T20:36:02+08:00',
  stbId: 'STB-1',
  proven: true,
  cause: 'card-removed',
  money: 'untouched',
  ...change,
});

test.each([...BOX_CAUSES, ...Object.keys(PROBLEMS)])(
  '%s is told in words, whatever is known of the money',
  (cause) => {
    for (const money of ['untouched', 'unknown', 'taken'] as const) {
      const { say, what } = toldIncident(incident({ cause, money }));
      expect(say['zh-CN']).toMatch(/^.{4,}。.{4,}。$/);
      expect(say['zh-CN'].replace(/IC|OK/g, '')).not.toMatch(/[A-Za-z]/);
      expect(say.en).toMatch(/^[A-Z].+\. .+\.$/);
      expect(what['zh-CN']).not.toBe('');
      // A viewer was told something then; nobody on the telephone repeats it as the truth of now.
      expect(`${say['zh-CN']}${say.en}`).not.toMatch(
        /没有扣款|已经扣款|was not charged|was charged|nothing was/,
      );
      if (money !== 'untouched') expect(say['zh-CN']).toContain('不要再缴一次');
    }
  },
);

test.each(BOX_CAUSES)('%s has a cause of its own', (cause) => {
  expect(toldIncident(incident({ cause })).what['zh-CN']).not.toContain('原因代号');
});

test('what happened has the place, the cause and who says so', () => {
  const said = (change: Partial<Schemas['Incident']>) => toldIncident(incident(change)).what;
  expect(said({ step: 'debiting' })).toEqual({
    'zh-CN': '扣款时：付款时卡被拔出来了（机顶盒报告）',
    en: 'During the debit: the card was pulled out during the payment (told by the box)',
  });
  expect(
    said({ source: 'platform', call: 'startAttempt', cause: 'card.insufficient' })['zh-CN'],
  ).toBe('读卡时：卡里电子钱包的余额不够');
  expect(
    said({ source: 'platform', call: 'openSession', cause: 'stb.unknown', proven: false })['zh-CN'],
  ).toContain('没有经过验证');
  expect(said({ cause: 'never-heard-of' })['zh-CN']).toContain('原因代号 never-heard-of');
});

test('where there is an order, its script is what is said', () => {
  expect(toldIncident(incident({ orderId: 'O1' })).say['zh-CN']).toContain(
    '我按这一笔缴费现在的情况告诉您',
  );
});
