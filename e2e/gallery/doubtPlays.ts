/** Payments of which nobody knows at first whether the card was debited. */
import type { VirtualBox } from '../virtual/virtualPortal.ts';
import { buys, goesHome, is, named, type Play, pass, type Wanted } from './playing.ts';

const asks = (fits: (step: { sight: string; otherCard: boolean }) => boolean): Wanted =>
  is('insertSameCard', fits as never);

/** The card is asked for, and the reader shows something else. */
const doubtWhile = (name: string, happens: (box: VirtualBox) => void): Play => ({
  scenario: named('card-never-returns'),
  async act(box) {
    await buys('basic', 12, 'insertSameCard')(box);
    happens(box);
    await pass(box, 3_000);
  },
  scenes: { [name]: asks(({ sight }) => sight === name.slice('doubt-'.length)) },
});

export const doubtPlays: readonly Play[] = [
  {
    scenario: named('card-never-returns'),
    async act(box) {
      await buys('basic', 12, 'insertSameCard')(box);
      await pass(box, 3_000);
      box.send({ kind: 'back' });
      await box.reaches('home');
    },
    scenes: {
      doubt: asks(({ sight }) => sight === 'empty'),
      resolving: is('resolving'),
      'home-doubt': is('home', ({ unfinished }: { unfinished: unknown }) => unfinished !== null),
    },
  },
  {
    scenario: named('other-card-comes-back'),
    act: buys('basic', 12),
    scenes: { 'doubt-other-card': asks(({ otherCard }) => otherCard) },
  },
  {
    scenario: named('card-never-returns'),
    async act(box) {
      await buys('basic', 12, 'insertSameCard')(box);
      await pass(box, 60_000);
    },
    loses: { journal: true },
    again: async () => {},
    scenes: { 'doubt-softly': asks(() => true) },
  },
  doubtWhile('doubt-mute', ({ world }) => world.subscriber.insert(true)),
  doubtWhile('doubt-no-reader', ({ world }) => world.slot.unplug()),
  {
    scenario: named('card-never-returns'),
    async act(box) {
      await buys('basic', 12, 'insertSameCard')(box);
      await goesHome(box);
      box.world.faults.now('reader-held');
      box.send({ kind: 'unfinishedOpened' });
      await pass(box, 3_000);
    },
    scenes: { 'doubt-held': asks(({ sight }) => sight === 'held') },
  },
  {
    scenario: named('card-never-returns'),
    async act(box) {
      await buys('basic', 12, 'insertSameCard')(box);
      box.world.faults.now('network-down');
      box.world.subscriber.insert();
      await pass(box, 60_000);
    },
    scenes: { 'doubt-used': asks(({ sight }) => sight === 'used') },
  },
  {
    scenario: named('card-never-returns'),
    async act(box) {
      await buys('basic', 12, 'insertSameCard')(box);
      await pass(box, 74 * 3_600_000);
      const card = box.world.card('good');
      const before = card.transmit.bind(card);
      card.transmit = (command) =>
        command[1] === 0x5a ? Uint8Array.from([0x94, 0x06]) : before(command);
      box.world.subscriber.insert();
      await pass(box, 60_000);
      await pass(box, 60_000);
    },
    scenes: { 'manual-case': is('manualCase') },
  },
];
