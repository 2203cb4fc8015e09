import { expect, test } from 'vitest';
import { cardOf } from '../base/cardIdentity.ts';
import { getAttempt, putAttempt, putPayer } from '../books/store/attemptStore.ts';
import { CARD } from '../subscriber.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';
import { debitOfCard } from './ownDay.ts';

test('where two issuers gave out one factor, the whole serial tells whose debit a row of a file is', async () => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const { attemptId } = await fixture.paid(await fixture.opened());
  const twins = ['0000000000000000', '9999999999999999'].map((issuer) => ({
    issuer,
    asn: `${issuer.slice(0, 4)}${CARD.serial.slice(4)}`,
    attemptId: `of-${issuer}`,
  }));
  await fixture.room.transaction(async (tx) => {
    const attempt = (await getAttempt(tx, attemptId))!;
    for (const twin of twins) {
      const other = { ...attempt, ...twin };
      putAttempt(tx, other);
      putPayer(tx, cardOf(other), CARD.sequence, other.attemptId);
    }
  });
  const found = (asn: string) =>
    fixture.room.transaction(async (tx) => (await debitOfCard(tx, asn, '0005'))?.attemptId);
  expect(await found(CARD.serial)).toBe(attemptId);
  for (const twin of twins) expect(await found(twin.asn)).toBe(twin.attemptId);
  expect(await found(`1234${CARD.serial.slice(4)}`)).toBeUndefined();
});
