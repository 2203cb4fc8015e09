import { expect, test } from 'vitest';
import { choice } from '../../app/gallery/onePayment.fixture.ts';
import type { JournalEntry } from '../journal.ts';
import { quoteWork } from './buy.ts';
import { serviceWork } from './unfinishedFirst.ts';
import { entry, TAC_MAC2, workFixture } from './work.fixture.ts';

const answered: Partial<JournalEntry> = {
  phase: 'debit-answered',
  report: { statusWord: '9000', tac: TAC_MAC2.slice(0, 8), mac2: TAC_MAC2.slice(8) },
};
const rejected: Partial<JournalEntry> = {
  phase: 'debit-answered',
  report: { statusWord: '9302', answers: 'command' },
};

test.each<[string, Partial<JournalEntry>, boolean]>([
  ['a debit whose report was not answered', answered, true],
  ['a DEBIT without an answer', { phase: 'debit-sent' }, true],
  ['a MAC1 of an earlier page', { phase: 'mac1' }, true],
  ['a debit for another service', { ...answered, serviceId: 'sport' }, false],
  ['a payment whose result was not seen', { phase: 'reported' }, false],
  ['a statement that DEBIT was not sent', { phase: 'abandoned' }, false],
  ['a DEBIT that the card rejected', rejected, false],
])('%s comes before another payment for its service: %j %s', async (_, change, comesFirst) => {
  const fixture = workFixture();
  fixture.entries.set('A1', { ...entry, ...change });
  const { serviceId } = choice;
  await fixture.run(serviceWork(fixture.parts), { kind: 'service', serviceId, unfinished: null });
  const first = comesFirst ? [{ kind: 'unfinishedOpened' }] : [];
  expect([fixture.events, fixture.told]).toEqual([first, []]);
  await fixture.run(quoteWork(fixture.parts), { kind: 'quoting', choice }, 1);
  expect(fixture.told.length > 0).toBe(!comesFirst);
  expect(fixture.events).toEqual([...first, ...first]);
});

test.each([
  [choice.serviceId, true],
  ['sport', false],
])(
  'a doubt about "%s" that only the TSP knows of comes before another payment: %s',
  async (of, comesFirst) => {
    const fixture = workFixture();
    const { serviceId } = choice;
    const doubt = {
      ...{ attemptId: 'A1', orderId: 'O1', serviceId: of, amountFen: 1, cardTail: '0018' },
      ref: '7K3-0D42',
    };
    const unfinished = { kind: 'doubt', doubt } as const;
    await fixture.run(serviceWork(fixture.parts), { kind: 'service', serviceId, unfinished });
    expect(fixture.events).toEqual(comesFirst ? [{ kind: 'unfinishedOpened' }] : []);
  },
);
