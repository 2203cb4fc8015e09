/** More than one payment in doubt in one box, and a payment in doubt that is not this household's any more. */
import { expect, test } from 'vitest';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import { bossRoom, keys } from '../../mocks/operator/boss/base/bossStore.ts';
import type { SubscriberRecord } from '../../mocks/operator/boss/base/bossTypes.ts';
import { defaultSeed, demoBox } from '../../mocks/operator/boss/seed/seed.ts';
import { virtualBox } from './everyWorld.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

const twoCards: Scenario = {
  ...scenarios['first-day']!,
  cards: ['good', 'other', 'other'],
  habits: { bringsItBack: false },
};

const pass = (box: VirtualBox, ms: number) => box.simulation.time.runUntil(() => false, ms);

/** Two services, each paid with a card of its own that was pulled when it had written. */
async function twoInDoubt(): Promise<VirtualBox> {
  const box = await virtualBox(twoCards);
  for (const [card, serviceId] of [
    ['good', 'basic'],
    ['other', 'sport'],
  ] as const) {
    box.world.card(card).cutNext({ at: 'after-write', command: 0x54 });
    await box.buys(serviceId, 1);
    await box.reaches('insertSameCard');
    box.send({ kind: 'back' });
    await box.reaches('home');
  }
  await pass(box, 60_000);
  return box;
}

const tailOf = ({ world }: VirtualBox, name: 'good' | 'other') =>
  world.card(name).state.publicFile.slice(36, 40);

const putsIn = ({ world }: VirtualBox, name: 'good' | 'other') => {
  world.wallet.choose(name);
  world.slot.insert(world.wallet.take());
};

test('of two payments in doubt a service asks for the card of its own', async () => {
  const box = await twoInDoubt();
  for (const [card, serviceId] of [
    ['other', 'sport'],
    ['good', 'basic'],
  ] as const) {
    box.send({ kind: 'serviceOpened', serviceId });
    expect((await box.reaches('insertSameCard')).doubt.cardTail).toBe(tailOf(box, card));
    box.send({ kind: 'back' });
    await box.reaches('home');
  }
});

test('of two payments in doubt the one whose card is put in is looked into, whichever was asked for', async () => {
  const box = await twoInDoubt();
  box.send({ kind: 'unfinishedOpened' });
  expect((await box.reaches('insertSameCard')).doubt.cardTail).toBe(tailOf(box, 'good'));
  putsIn(box, 'other');
  expect((await box.reaches('result')).order).toMatchObject({ serviceId: 'sport', money: 'taken' });
  box.send({ kind: 'closed' });
  const isTold = () => {
    const step = box.step();
    return step.kind === 'home' && step.unfinished?.kind === 'doubt';
  };
  expect(await box.simulation.time.runUntil(isTold, 60_000)).toBe(true);
  expect(box.step()).toMatchObject({ unfinished: { doubt: { cardTail: tailOf(box, 'good') } } });
});

test('a box that was given to another household asks for no card of the one before, and sells that service', async () => {
  const box = await virtualBox(scenarios['card-never-returns']!);
  await box.buys('basic', 12);
  await box.reaches('insertSameCard');
  await bossRoom(box.store).transaction(async (tx) => {
    const { subscriberId } = defaultSeed.subscribers[0]!;
    const subscriber = await tx.get<SubscriberRecord>(keys.subscriber(subscriberId));
    tx.put(keys.subscriber('sub-9'), { ...subscriber, subscriberId: 'sub-9' });
    tx.put(keys.box(demoBox.stbId), { ...demoBox, subscriberId: 'sub-9' });
  });
  const there = await box.reload();
  await there.reaches('home');
  expect(there.seen).toEqual(['recovering', 'home']);
  await there.buys('basic', 1);
  await there.reaches('waitCard');
});
