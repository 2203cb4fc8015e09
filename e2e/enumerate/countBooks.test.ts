import { expect, test } from 'vitest';
import { keys as bossKeys } from '../../mocks/operator/boss/base/bossStore.ts';
import { putDebit } from '../../mocks/operator/ppp/pppStore.ts';
import { type CaseRow, putCase } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import { putChained } from '../../mocks/operator/tsp/books/store/historyStore.ts';
import { countBooks, type PlasticDebit } from './countBooks.ts';
import { type PlainStore, plainStore } from './plainStore.ts';

const ISSUER = '1111222233330006';

const asn = '00062226000000000018';
const debit: PlasticDebit = {
  orderId: 'A',
  debit: {
    asn,
    ...{ sequence: 0, amountFen: 2600, type: 6, terminalNo: '010020000001' },
    ...{ date: '20261123', time: '203600' },
  },
};
const posting = (kind: string, debited: string, credited: string, amountFen = 2600) => ({
  ...{ at: 1, kind, orderId: 'A', attemptId: 'T' },
  lines: [
    { account: debited, debitFen: amountFen, creditFen: 0 },
    { account: credited, debitFen: 0, creditFen: amountFen },
  ],
});
const opened = { orderId: 'A', subscriberId: 's', state: 'ACTIVATED', amountFen: 2600 };
const served = posting('revenue', 'order_liability', 'operator_revenue');

interface World {
  readonly boss?: readonly object[];
  readonly accepted?: readonly { sequence: string; amountFen: number }[];
  readonly ledger?: readonly object[];
  readonly cases?: readonly object[];
}

async function store(given: World): Promise<PlainStore> {
  const made = plainStore();
  const { boss = [opened], ledger = [served], cases = [] } = given;
  const { accepted = [{ sequence: '0000', amountFen: 2600 }] } = given;
  await made.room('boss').transaction(async (tx) => {
    for (const [at, row] of boss.entries()) tx.put(bossKeys.order(String(at)), row);
  });
  await made.room('ppp').transaction(async (tx) => {
    for (const { sequence, amountFen } of accepted) {
      const about = {
        batchId: 'B',
        index: 0,
        terminalNo: 'T',
        terminalSequence: '1',
        orderId: 'A',
      };
      const card = {
        issuer: ISSUER,
        applicationType: '03',
        cardSerial: asn,
        cardSequence: sequence,
      };
      putDebit(tx, card, { ...about, cardSerial: asn, cardSequence: sequence, amountFen });
    }
  });
  await made.room('tsp').transaction(async (tx) => {
    for (const [number, entry] of ledger.entries()) {
      putChained(tx, 'ledger', { number, entry, hash: '' });
    }
    for (const row of cases) putCase(tx, row as CaseRow, true);
  });
  return made;
}

test('a debit that opened its service and is paid by the PPP has no fault', async () => {
  expect(await countBooks({ store: await store({}), plastic: [debit] })).toEqual([]);
});

const none: World = { boss: [], ledger: [], accepted: [] };
const credited = { ...opened, state: 'CREDITED' };
const bookedAsCredit = posting('credit', 'order_liability', 'subscriber_credit');

test.each<[what: string, world: World, plastic: PlasticDebit[], fault: RegExp]>([
  ['a debit that opened nothing', none, [debit], /^LOST taken 2600, given 0/],
  ['a debit the PPP does not pay', { accepted: [] }, [debit], /^LOST a debit the PPP/],
  ['a service without a debit', { accepted: [] }, [], /^INVENTED given 2600 for 0/],
  ['a card that paid twice', {}, [debit, debit], /^DOUBLED/],
  [
    'a service and a refund',
    { ledger: [served, posting('refund', 'order_liability', 'refund_payable')] },
    [debit],
    /^INVENTED given 5200 for 2600/,
  ],
  [
    'a credit of less',
    { boss: [{ ...credited, amountFen: 1 }] },
    [debit],
    /^LOST taken 2600, given 1/,
  ],
  ['revenue BOSS does not have', { ledger: [served, served] }, [debit], /^BOOKS operator_revenue/],
  [
    'a credit that is not booked',
    { boss: [credited], ledger: [] },
    [debit],
    /^BOOKS subscriber_credit/,
  ],
  [
    'a record of another amount',
    { accepted: [{ sequence: '0000', amountFen: 1 }] },
    [debit],
    /^INVENTED the PPP pays 1/,
  ],
  [
    'a record of another number',
    { accepted: [{ sequence: '0001', amountFen: 2600 }] },
    [debit],
    /^INVENTED the PPP pays 2600, the card paid 0/,
  ],
])('%s is counted', async (_, world, plastic, fault) => {
  const faults = await countBooks({ store: await store(world), plastic });
  expect(
    faults.some((sentence) => fault.test(sentence)),
    faults.join('; '),
  ).toBe(true);
});

test('money that people have in an open case is not lost; once the case is closed it is', async () => {
  const open = { ...none, cases: [{ caseNo: 'C', orderId: 'A', state: 'OPEN' }] };
  expect(await countBooks({ store: await store(open), plastic: [debit] })).toEqual([]);
  const closed = { ...none, cases: [{ caseNo: 'C', orderId: 'A', state: 'CLOSED' }] };
  expect(await countBooks({ store: await store(closed), plastic: [debit] })).toHaveLength(2);
});

test('a credit at BOSS that is booked has no fault', async () => {
  const world = { boss: [credited], ledger: [bookedAsCredit] };
  expect(await countBooks({ store: await store(world), plastic: [debit] })).toEqual([]);
});
