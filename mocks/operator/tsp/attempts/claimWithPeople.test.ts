/** An attempt was claimed "not debited"; then the card says what only people can weigh. */
import { expect, test } from 'vitest';
import { resolutionMisfit } from '../../../../src/payment/answerFits.ts';
import { payingFixture } from '../paying.fixture.ts';

test.each([
  ['the log cannot be read', { sequence: 7, log: null }],
  ['the number went back', { sequence: 4, log: [] }],
])(
  '%s: the money is unknown, nobody pays the order, and the portal believes it',
  async (_, seen) => {
    const { fixture, box, attemptId } = await payingFixture();
    await fixture.abandon(box, attemptId);
    const { value } = await fixture.resolve(box, attemptId, seen);
    expect(value).toMatchObject({
      verdict: 'manual',
      order: { state: 'CONFIRMED', money: 'unknown', payable: false, caseNo: expect.any(String) },
    });
    expect(resolutionMisfit(value, attemptId)).toBeNull();
  },
);
