import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import { payingFixture } from '../paying.fixture.ts';
import { CARD } from '../subscriber.fixture.ts';
import { allAttempts } from './store/attemptStore.ts';

/** A key that no code writes any more. */
const earlier = (...parts: (string | number)[]): string => parts.join('/');

/** The rows as an older version left them: by the whole serial. */
async function asBefore(fixture: Awaited<ReturnType<typeof payingFixture>>['fixture']) {
  await fixture.room.transaction(async (tx) => {
    for (const { key } of await tx.list('')) {
      const isNew = /^(debitOf|paidUpTo|number|unsettled|cardAt|blockedCard)\/|^cardsIndexed/;
      if (isNew.test(key)) tx.delete(key);
    }
    for (const { state, asn, init, attemptId } of await rowsIn(tx, allAttempts)) {
      if (state === 'DEBITED') tx.put(earlier('debit', asn, init!.sequence), attemptId);
    }
  });
}

test('a store of an older version still knows which number has paid, and which doubt is in the way', async () => {
  const { fixture, box, report, debited } = await payingFixture();
  await report(debited);
  const torn = { ...CARD, serial: '00061998081700005678' };
  await fixture.paying(box, torn, 'film');
  await asBefore(fixture);
  await fixture.restart();
  const again = await fixture.opened();
  const sport = await fixture.ordered(again, 'sport');
  const used = (await fixture.startAttempt(again, sport.orderId)).value;
  expect((await fixture.authorise(again, used.attemptId)).problem.code).toBe('card.blocked');
  const kids = await fixture.ordered(again, 'kids');
  const refused = await fixture.startAttempt(again, kids.orderId, torn);
  expect(refused.problem.code).toBe('card.unresolved');
});

test('a store of an older version still knows that numbers below a paid one are used up', async () => {
  const { fixture, report, debited } = await payingFixture();
  await report(debited);
  await asBefore(fixture);
  await fixture.restart();
  const again = await fixture.opened();
  const film = await fixture.ordered(again, 'film');
  const { attemptId } = (await fixture.startAttempt(again, film.orderId)).value;
  const refused = await fixture.authorise(again, attemptId, fixture.init(CARD, { sequence: 4 }));
  expect(refused.problem.code).toBe('card.blocked');
});

test('a signature for a number settles the other payments with it that an older version left', async () => {
  const { fixture, box, attemptId, order, row } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const second = await fixture.payingAgain(box, await order());
  await asBefore(fixture);
  await fixture.restart();
  const again = await fixture.opened();
  await fixture.report(again, second.attemptId, second.debited);
  expect((await row()).state).toBe('NOT_DEBITED');
});

test('a card that an older version blocked stays blocked', async () => {
  const { fixture, report, debited } = await payingFixture();
  await report(debited);
  await asBefore(fixture);
  await fixture.room.transaction(async (tx) => tx.put(earlier('blocked', CARD.serial), true));
  await fixture.restart();
  const again = await fixture.opened();
  const film = await fixture.ordered(again, 'film');
  expect((await fixture.startAttempt(again, film.orderId)).problem.code).toBe('card.blocked');
});
