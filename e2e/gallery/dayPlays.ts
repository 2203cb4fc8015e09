/** Households as the gallery shows them: what they have, what there is to buy, and a day of orders. */
import { PAGE } from '../../src/catalogue/serviceList.ts';
import { DAY_MS } from '../../src/shared/time.ts';
import type { VirtualBox } from '../virtual/virtualPortal.ts';
import { buys, goesHome, goodDay, is, named, type Play, pass } from './playing.ts';

/** A day on which orders end in every way they can. */
async function wholeDay(box: VirtualBox): Promise<void> {
  const { faults } = box.world;
  for (let month = 0; month < 3; month++) {
    await buys('basic', 1)(box);
    await goesHome(box);
    await pass(box, 40 * DAY_MS);
  }
  for (const [serviceId, faulty] of [
    ['second-box', []],
    ['documentary', ['boss-rejects']],
    ['music', ['boss-rejects', 'boss-no-credit']],
    ['basic', []],
    ['film4k', ['boss-pending']],
  ] as const) {
    for (const id of faulty) faults.now(id);
    await buys(serviceId, serviceId === 'basic' ? 12 : 1)(box);
    for (const id of faulty) faults.off(id);
    await goesHome(box);
  }
  box.world.subscriber.isAutomatic = false;
  await buys('outdoor', 1, 'waitCard')(box);
  await goesHome(box);
  await buys('finance', 1, 'refused')(box);
  await pass(box, 900_000);
  await goesHome(box);
  box.world.subscriber.isAutomatic = true;
  box.world.card('good').cutNext({ at: 'after-write', command: 0x54 });
  await buys('hot-series', 1, 'insertSameCard')(box);
  await goesHome(box);
  await pass(box, 60_000);
}

export const dayPlays: readonly Play[] = [
  {
    scenario: goodDay,
    act: async (box) => void (await box.reaches('home')),
    household: 'usual',
    typed: ['1'],
  },
  {
    scenario: { ...goodDay, habits: { bringsItBack: false } },
    act: wholeDay,
    household: 'day',
  },
  {
    scenario: goodDay,
    async act(box) {
      await buys('broadband300', 1)(box);
      await goesHome(box);
      await buys('vod', 1)(box);
    },
    household: 'renewals',
    cancels: ['vod', 'broadband300'],
  },
  {
    scenario: named('ten-thousand-services'),
    act: async (box) => void (await box.reaches('home')),
    household: 'many',
    typed: ['BJ', 'XYZQWERTYUIO'],
    most: 2 * PAGE,
  },
  {
    scenario: named('widest-services'),
    async act(box) {
      box.world.wallet.setBalance('good', 9_999_999);
      await buys('wide1', 6)(box);
      await goesHome(box);
      await buys('wide2', 24)(box);
    },
    scenes: {
      'result-wide': is(
        'result',
        ({ order }: { order: { serviceId: string } }) => order.serviceId === 'wide2',
      ),
    },
    household: 'wide',
    typed: ['9'],
  },
  {
    scenario: named('widest-services'),
    async act(box) {
      box.world.wallet.setBalance('good', 9_999_999);
      await buys('wide1', 6)(box);
    },
    scenes: {
      'confirm-wide': is('confirm'),
      'debiting-wide': is('debiting'),
      'wait-card-wide': is('waitCard'),
    },
  },
  {
    scenario: named('widest-services'),
    act: buys('wide1', 6, 'refused'),
    scenes: { 'refused-wide': is('refused') },
  },
];
