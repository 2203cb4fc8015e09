import { expect, test } from 'vitest';
import { keys } from '../../mocks/operator/boss/base/bossStore.ts';
import type { VirtualBox } from '../virtual/virtualPortal.ts';
import type { PlasticDebit } from './countBooks.ts';
import { plainStore } from './plainStore.ts';
import { createScreenWitness } from './screenWitness.ts';

const order = { orderId: 'A', state: 'COMPLETED', serviceId: 'basic' };
const paid = { orderId: 'A', debit: { amountFen: 2600 } } as PlasticDebit;
const refused = (money: string) => ({
  kind: 'refused',
  failure: { kind: 'offline', money },
  payable: { order },
});

async function liesOf(step: object | object[], plastic: PlasticDebit[], atBoss?: string) {
  const store = plainStore();
  if (atBoss !== undefined) {
    await store
      .room('boss')
      .transaction(async (tx) => tx.put(keys.order('A'), { orderId: 'A', state: atBoss }));
  }
  const witness = createScreenWitness(plastic, store);
  for (const shown of [step].flat()) {
    const box = {
      step: () => shown,
      isGone: () => false,
      payment: { step: { subscribe: (see: (shown: object) => void) => see(shown) } },
    };
    witness.watch(box as unknown as VirtualBox);
  }
  return witness.lies;
}

/** Another box of the household wants to pay for the same service, or for another one. */
const alreadyPaid = (serviceId: string) => ({
  kind: 'refused',
  failure: { kind: 'already-paid', money: 'taken' },
  choice: { serviceId, months: 1 },
  payable: null,
});
const reporting = { kind: 'reporting', order };

test.each<[what: string, step: object, debits: PlasticDebit[], atBoss?: string]>([
  ['not charged, and nothing was taken', refused('untouched'), []],
  ['already paid, by another box', [reporting, alreadyPaid('basic')], [paid]],
  ['not known, and it was taken', refused('unknown'), [paid]],
  ['charged, and it was taken', refused('taken'), [paid]],
  ['paid, and it was taken', { kind: 'reporting', order }, [paid]],
  ['open, and BOSS has opened it', { kind: 'result', order, receipt: null }, [paid], 'ACTIVATED'],
])('%s: that is true', async (_, step, debits, atBoss) => {
  expect(await liesOf(step, debits, atBoss)).toEqual([]);
});

const receipt = { amountFen: 100 };

test.each<[what: string, step: object, debits: PlasticDebit[], atBoss?: string]>([
  ['not charged, and it was taken', refused('untouched'), [paid]],
  ['charged, and nothing was taken', refused('taken'), []],
  ['already paid, which was another service', [reporting, alreadyPaid('kids')], [paid]],
  ['paid, and nothing was taken', { kind: 'finishing', order }, []],
  ['a result, and nothing was taken', { kind: 'result', order, receipt: null }, []],
  ['open, and BOSS has not opened it', { kind: 'result', order, receipt: null }, [paid]],
  ['a receipt of another amount', { kind: 'result', order, receipt }, [paid], 'ACTIVATED'],
])('%s: that is not true', async (_, step, debits, atBoss) => {
  expect(await liesOf(step, debits, atBoss)).toHaveLength(1);
});
