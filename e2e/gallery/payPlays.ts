/** Payments as they go, up to their result. */
import { giveBack } from '../virtual/people.fixture.ts';
import {
  asksBills,
  asksPrice,
  buys,
  byHand,
  goodDay,
  is,
  named,
  type Play,
  pass,
  type Wanted,
} from './playing.ts';

const ofBills = ({ choice }: { choice: { serviceId: string } }): boolean =>
  choice.serviceId === 'arrears';

const sight = (wanted: string): Wanted =>
  is('waitCard', (step: { sight: string }) => step.sight === wanted);

export const payPlays: readonly Play[] = [
  {
    scenario: goodDay,
    act: buys('basic', 12),
    scenes: {
      recovering: is('recovering'),
      home: is('home'),
      service: is('service'),
      quoting: is('quoting'),
      confirm: is('confirm'),
      ordering: is('ordering'),
      'wait-card-empty': sight('empty'),
      'card-check': is('cardCheck'),
      authorising: is('authorising'),
      debiting: is('debiting'),
      reporting: is('reporting'),
      finishing: is('finishing'),
      'result-completed': is('result'),
    },
  },
  {
    scenario: goodDay,
    act: (box) => asksPrice(box, 'film4k', 1),
    scenes: { 'confirm-new': is('confirm') },
  },
  {
    scenario: goodDay,
    act: (box) => asksPrice(box, 'vod', 12),
    scenes: { 'service-renewing': is('service'), 'confirm-renewing': is('confirm') },
  },
  {
    scenario: goodDay,
    act: (box) => asksPrice(box, 'vod', 1),
    scenes: { 'confirm-renewing-month': is('confirm') },
  },
  {
    scenario: named('arrears'),
    act: (box) => asksPrice(box, 'basic', 12),
    scenes: { 'confirm-arrears': is('confirm') },
    household: 'arrears',
  },
  {
    scenario: named('arrears'),
    async act(box) {
      await asksBills(box);
      box.send({ kind: 'amountConfirmed' });
      await box.reaches('result');
    },
    scenes: {
      'quoting-bills': is('quoting', ofBills),
      'confirm-bills': is('confirm', ofBills),
      'result-bills': is('result'),
    },
  },
  {
    scenario: { ...byHand, faults: { 'reader-unplugged': 'lasts' } },
    async act(box) {
      await buys('basic', 12, 'waitCard')(box);
      await pass(box, 1_000);
    },
    scenes: { 'wait-card-no-reader': sight('no-reader') },
  },
  {
    scenario: { ...byHand, faults: { 'reader-held': 'lasts' } },
    async act(box) {
      await buys('basic', 12, 'waitCard')(box);
      await pass(box, 1_000);
    },
    scenes: { 'wait-card-held': sight('held') },
  },
  {
    scenario: named('card-wrong-way-round'),
    act: buys('basic', 12),
    scenes: { 'wait-card-mute': sight('mute') },
  },
  {
    scenario: named('psam-exhausted'),
    act: buys('basic', 12, 'refused'),
    scenes: { prepare: is('prepare') },
  },
  {
    scenario: named('poor-card'),
    async act(box) {
      await buys('basic', 12, 'refused')(box);
      box.world.subscriber.isAutomatic = false;
      box.world.subscriber.insert();
      box.send({ kind: 'retried' });
      await pass(box, 1_000);
    },
    scenes: { 'wait-card-used': sight('used') },
  },
  {
    scenario: named('report-never-arrives'),
    async act(box) {
      await buys('basic', 12, 'reporting')(box);
      await pass(box, 20_000);
      box.send({ kind: 'back' });
      await box.reaches('home');
    },
    scenes: {
      'reporting-slow': is('reporting', ({ slow }: { slow: boolean }) => slow),
      'home-report': is('home', ({ unfinished }: { unfinished: unknown }) => unfinished !== null),
    },
  },
  {
    scenario: named('boss-pending'),
    act: buys('basic', 12),
    scenes: {
      'finishing-slow': is('finishing', ({ mayLeave }: { mayLeave: boolean }) => mayLeave),
      'result-activating': is('result'),
    },
  },
  {
    scenario: { ...goodDay, faults: { 'boss-down': 'lasts' } },
    async act(box) {
      await pass(box, 10_000);
    },
    scenes: { 'out-of-service-boss': is('outOfService') },
  },
  {
    scenario: named('network-down'),
    async act(box) {
      await pass(box, 10_000);
    },
    scenes: { 'out-of-service': is('outOfService') },
  },
  {
    scenario: named('boss-rejects'),
    act: buys('basic', 12),
    scenes: { 'result-credited': is('result') },
  },
  {
    scenario: named('boss-rejects-credit'),
    act: buys('basic', 12),
    scenes: { 'result-refund-due': is('result') },
  },
  {
    scenario: { ...goodDay, faults: { 'boss-rejects': 'lasts' } },
    async act(box) {
      box.world.onTrace((trace) => {
        const isRefused = trace.kind === 'http' && trace.path.endsWith('/activation');
        if (isRefused) box.world.faults.now('boss-down');
      });
      await buys('basic', 12)(box);
    },
    scenes: { 'result-credit-due': is('result') },
  },
  {
    scenario: named('boss-rejects-credit'),
    async act(box) {
      await buys('basic', 12, 'finishing')(box);
      box.die();
      await pass(box, 60_000);
      await giveBack(box.world.tsp.desk, box.store);
    },
    again: async (box) => void (await box.reaches('result')),
    scenes: { 'result-refunded': is('result') },
  },
  {
    scenario: goodDay,
    async act(box) {
      await buys('basic', 12, 'finishing')(box);
      box.world.network.faults = [{ pathEnd: '/receipt', loses: 'answer' }];
      await box.reaches('result');
    },
    scenes: { 'result-no-receipt': is('result') },
  },
];
