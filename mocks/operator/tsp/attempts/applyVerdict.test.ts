/** Every state of an attempt × everything its own box may say of it: what comes of it. */
import { expect, test } from 'vitest';
import type { Observation } from '../../../../src/tsp/tspTypes.ts';
import { deskOf } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';

type Paying = Awaited<ReturnType<typeof payingFixture>>;
type Then = (paying: Paying) => Promise<unknown>;

const days: Then = async ({ fixture, box }) => {
  await fixture.time.advance(3 * 86_400_000 + 60_000);
  await box.open();
};
const decided =
  (decision: 'debited' | 'notDebited'): Then =>
  async (paying) => {
    await days(paying);
    const desk = deskOf(paying.fixture);
    await desk.decide((await desk.caseOf('doubt-aged')).caseNo, decision);
  };
const claimed: Then = ({ fixture, box, attemptId }) => fixture.abandon(box, attemptId);
const sameNumberPaid: Then = async (paying) => {
  await claimed(paying);
  const second = await paying.fixture.payingAgain(paying.box, await paying.order());
  await paying.fixture.report(paying.box, second.attemptId, second.debited);
};

const STATES: Readonly<Record<string, Then>> = {
  MAC1_ISSUED: async () => {},
  IN_DOUBT: ({ report }) => report({ statusWord: '6F00' }),
  'IN_DOUBT, with people': async ({ fixture, box, attemptId, record }) =>
    fixture.resolve(box, attemptId, { sequence: 6, log: [record] }),
  NOT_DEBITED_CLAIMED: claimed,
  'NOT_DEBITED by people': decided('notDebited'),
  'NOT_DEBITED by signature': sameNumberPaid,
  'DEBITED by signature': ({ report, debited }) => report(debited),
  'DEBITED by people': decided('debited'),
};

type Seen = (paying: Paying) => Partial<Omit<Observation, 'card'>>;
const shop = ({ record }: Paying) => ({ ...record, terminalNo: 'B00000000009', amountFen: 100 });
const SAID: Readonly<Record<string, Seen>> = {
  proof: ({ debited: { mac2, tac } }) => ({ proofs: [{ sequence: 6, mac2, tac }], sequence: 6 }),
  unmoved: () => ({ sequence: 5 }),
  past: (paying) => ({ sequence: 6, log: [shop(paying)] }),
  record: ({ record }) => ({ sequence: 6, log: [record] }),
  back: () => ({ sequence: 4 }),
  'no log': () => ({ sequence: 6, log: null }),
  nothing: () => ({ sequence: null, log: null }),
};

/** The verdict told / the state afterwards / how many cases are open about evidence; in the order of SAID. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  MAC1_ISSUED: [
    'debited DEBITED 0',
    'not-debited NOT_DEBITED_CLAIMED 0',
    'not-debited NOT_DEBITED_CLAIMED 0',
    'manual IN_DOUBT 1',
    'manual IN_DOUBT 1',
    'manual IN_DOUBT 1',
    'undecided IN_DOUBT 0',
  ],
  IN_DOUBT: [
    'debited DEBITED 0',
    'not-debited NOT_DEBITED_CLAIMED 0',
    'not-debited NOT_DEBITED_CLAIMED 0',
    'manual IN_DOUBT 1',
    'manual IN_DOUBT 1',
    'manual IN_DOUBT 1',
    'undecided IN_DOUBT 0',
  ],
  'IN_DOUBT, with people': ['debited DEBITED 0', ...Array(6).fill('manual IN_DOUBT 1')],
  NOT_DEBITED_CLAIMED: [
    'debited DEBITED 0',
    'not-debited NOT_DEBITED_CLAIMED 0',
    'not-debited NOT_DEBITED_CLAIMED 0',
    'manual NOT_DEBITED_CLAIMED 1',
    'manual NOT_DEBITED_CLAIMED 1',
    'manual NOT_DEBITED_CLAIMED 1',
    'not-debited NOT_DEBITED_CLAIMED 0',
  ],
  'NOT_DEBITED by people': [
    'debited DEBITED 0',
    'not-debited NOT_DEBITED 0',
    'not-debited NOT_DEBITED 0',
    'manual NOT_DEBITED 1',
    'not-debited NOT_DEBITED 0',
    'not-debited NOT_DEBITED 0',
    'not-debited NOT_DEBITED 0',
  ],
  // A right MAC2 of its own, over other facts: two cards with one key. It has a case, and so has the card.
  'NOT_DEBITED by signature': [
    'manual NOT_DEBITED 2',
    ...Array(6).fill('not-debited NOT_DEBITED 0'),
  ],
  'DEBITED by signature': Array(7).fill('debited DEBITED 0'),
  'DEBITED by people': [
    'debited DEBITED 0',
    'debited DEBITED 1',
    'debited DEBITED 1',
    ...Array(4).fill('debited DEBITED 0'),
  ],
};

const PAIRS = Object.keys(STATES).flatMap((state) =>
  Object.keys(SAID).map((said, at) => [state, said, TABLE[state]![at]!] as const),
);

test.each(PAIRS)('%s, its box says %s: %s', async (state, said, expected) => {
  const paying = await payingFixture();
  await STATES[state]!(paying);
  await paying.fixture.time.drain();
  const { fixture, box, attemptId } = paying;
  const answer = await fixture.resolve(box, attemptId, SAID[said]!(paying));
  const cases = await deskOf(fixture).cases();
  const open = cases.filter(
    ({ kind, state: at }) =>
      at !== 'CLOSED' &&
      ['doubt-aged', 'evidence-conflict', 'log-record', 'card-blocked'].includes(kind),
  );
  const { state: after } = await paying.row();
  expect(`${answer.value.verdict} ${after} ${open.length}`).toBe(expected);
  // Only a right MAC2 is posted.
  const books = await paying.books();
  const isSigned = said === 'proof' || state.startsWith('DEBITED') || state.endsWith('signature');
  expect(books.unionpay_receivable > 0).toBe(isSigned);
});
