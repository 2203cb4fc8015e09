/** The platform has another key than the card: the card rejects each MAC1, and counts. It must not come to lock itself. */
import { expect, test } from 'vitest';
import { walletCard } from '../../mocks/box/walletCards.ts';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { quickWorlds } from '../enumerate/quickWorlds.fixture.ts';
import { virtualBox } from './everyWorld.fixture.ts';
import { nameOf, READERS } from './portDay.fixture.ts';

quickWorlds();

/** Hosts only: the others would poll their readers through the nights that follow a test. */
const HOSTS = READERS.filter(({ port }) => port === 'host-object' || port === 'websocket');
const PRESSES = 6;

test.each(HOSTS.map((reader) => [nameOf(reader), reader] as const))(
  'through %s, no number of presses of OK locks a card whose key the platform does not have',
  async (_, reader) => {
    const nvm = memoryNvm();
    const good = walletCard('good');
    const purchaseKeys = good.purchaseKeys.map((key) => ({ ...key, key: `${'00'.repeat(15)}FF` }));
    nvm.write('card:good', JSON.stringify({ ...good, purchaseKeys }));
    const box = await virtualBox(scenarios['first-day']!, { nvm, reader });
    await box.buys('sport', 1);
    for (let press = 0; press < PRESSES; press++) {
      const { failure } = await box.reaches('refused');
      expect(failure.money).toBe('untouched');
      box.send({ kind: 'retried' });
      if (box.step().kind !== 'quoting') continue;
      await box.reaches('confirm');
      box.send({ kind: 'amountConfirmed' });
    }
    await box.reaches('refused');
    expect(box.world.card('good').state).toMatchObject({ locked: false, macErrors: 2 });
  },
);
