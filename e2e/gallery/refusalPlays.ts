/** Payments that are refused, for every reason that the world around a box can give. */
import type { Scenario } from '../../mocks/faults/scenarios.ts';
import { allPaidInHall, onePaidInHall } from '../virtual/bills.fixture.ts';
import type { VirtualBox } from '../virtual/virtualPortal.ts';
import {
  asksBills,
  asksPrice,
  buys,
  byHand,
  goesHome,
  goodDay,
  is,
  named,
  type Play,
  pass,
} from './playing.ts';

const refused = is('refused');

const bySite = (name: string, scenario: Scenario): Play => ({
  scenario,
  act: buys('basic', 12, 'refused'),
  scenes: { [name]: refused },
});

/** BOSS refuses when the price is asked for. */
const byBoss = (reason: string, scenario: Scenario, serviceId = 'basic'): Play => ({
  scenario,
  act: (box) => asksPrice(box, serviceId, 12, 'refused'),
  scenes: { [`refused-reason-${reason}`]: refused },
});

/** Something happens while the portal waits for the card; then it is put in. */
const atCard = (name: string, happens: (box: VirtualBox) => Promise<void> | void): Play => ({
  scenario: byHand,
  async act(box) {
    await buys('basic', 12, 'waitCard')(box);
    await happens(box);
    box.world.subscriber.insert();
    await box.reaches('refused');
  },
  scenes: { [name]: refused },
});

/** Something happens to the overdue bills while they are about to be paid. */
const billsChange = (reason: string, happens: typeof allPaidInHall): Play => ({
  scenario: named('arrears'),
  async act(box) {
    await asksBills(box);
    await happens(box);
    box.send({ kind: 'amountConfirmed' });
    await pass(box, 1_000);
    await box.reaches('refused');
  },
  scenes: {
    [`refused-reason-${reason}`]: is('refused', (step: { failure: { reason?: string } }) =>
      Boolean(step.failure.reason?.endsWith(reason.replace('arrears-', '.'))),
    ),
  },
});

const SUPERVISOR = { user: 'li', role: 'supervisor' } as const;

export const refusalPlays: readonly Play[] = [
  bySite('refused-balance-too-small', named('poor-card')),
  bySite('refused-card-not-accepted', named('unknown-card')),
  bySite('refused-card-blocked', named('locked-card')),
  bySite('refused-card-expired', named('expired-card')),
  bySite('refused-card-wait-over', named('card-never-comes')),
  bySite('refused-platform-busy', named('psam-exhausted')),
  bySite('refused-card-removed', named('card-pulled-before-debit')),
  bySite('refused-not-charged', named('card-pulled-while-debiting')),
  byBoss('account-closed', named('account-closed')),
  byBoss('service-stopped', named('stopped-service')),
  byBoss('period-overlaps', named('period-overlaps')),
  byBoss('area-not-covered', named('wrong-area')),
  byBoss('arrears-first', named('arrears'), 'film4k'),
  billsChange('arrears-none', allPaidInHall),
  billsChange('arrears-changed', onePaidInHall),
  {
    scenario: named('poor-card'),
    act: buys('opera', 12, 'refused'),
    scenes: { 'refused-balance-covered': refused },
  },
  {
    scenario: goodDay,
    act: (box) => asksPrice(box, 'basic', 2, 'refused'),
    scenes: { 'refused-reason-period-not-allowed': refused },
  },
  {
    scenario: goodDay,
    async act(box) {
      await box.reaches('home');
      box.world.faults.now('network-down');
      await asksPrice(box, 'basic', 12, 'refused');
    },
    scenes: { 'refused-offline': refused },
  },
  {
    scenario: goodDay,
    async act(box) {
      await box.reaches('home');
      box.world.faults.now('boss-down');
      await asksPrice(box, 'basic', 12, 'refused');
    },
    scenes: { 'refused-boss-down': refused },
  },
  {
    scenario: goodDay,
    async act(box) {
      await asksPrice(box, 'basic', 12);
      await box.world.tsp.desk.setSwitch(SUPERVISOR, 'attempts', false, 'a reader hangs');
      box.send({ kind: 'amountConfirmed' });
      await box.reaches('refused');
    },
    scenes: { 'refused-paused': refused },
  },
  {
    scenario: goodDay,
    async act(box) {
      await asksPrice(box, 'basic', 12);
      await box.world.tsp.desk.setBox(SUPERVISOR, 'STB-00A1B2C3D4', true, 'reported stolen');
      box.send({ kind: 'amountConfirmed' });
      await box.reaches('refused');
    },
    scenes: { 'refused-box-refused': refused },
  },
  {
    scenario: named('boss-pending'),
    async act(box) {
      await buys('basic', 12)(box);
      await goesHome(box);
      await asksPrice(box, 'basic', 1, 'refused');
    },
    scenes: { 'refused-already-paid': refused },
  },
  {
    scenario: goodDay,
    async act(box) {
      await buys('basic', 12, 'authorising')(box);
      box.send({ kind: 'back' });
      await box.reaches('refused');
    },
    scenes: { 'refused-cancelled': refused },
  },
  {
    scenario: goodDay,
    async act(box) {
      await asksPrice(box, 'basic', 12);
      box.world.faults.now('boss-price');
      box.send({ kind: 'amountConfirmed' });
      await box.reaches('refused');
    },
    scenes: { 'refused-reason-price-changed': refused },
  },
  {
    scenario: { ...byHand, faults: { 'quote-expires': 'lasts' } },
    async act(box) {
      await buys('basic', 12, 'waitCard')(box);
      await pass(box, 10_000);
      box.world.subscriber.insert();
      await box.reaches('refused');
    },
    scenes: { 'refused-quote-expired': refused },
  },
  {
    scenario: goodDay,
    parts: { limits: { minPortal: '9.0.0' } },
    act: (box) => asksPrice(box, 'basic', 12, 'refused'),
    scenes: { 'refused-portal-outdated': refused },
  },
  atCard('refused-card-unreadable', ({ world }) => {
    const card = world.card('good');
    const before = card.transmit.bind(card);
    // A card that says nothing at all is waited for; this one fails as the debit is prepared.
    card.transmit = (command) =>
      command[1] === 0x50 ? Uint8Array.from([0x6f, 0x00]) : before(command);
  }),
  atCard('refused-card-refused-debit', ({ world }) => {
    const card = world.card('good');
    const before = card.transmit.bind(card);
    card.transmit = (command) =>
      command[1] === 0x54 ? Uint8Array.from([0x93, 0x02]) : before(command);
  }),
  {
    scenario: goodDay,
    async act(box) {
      await buys('basic', 12, 'cardCheck')(box);
      box.world.faults.now('reader-unplugged');
      await box.reaches('refused');
    },
    scenes: { 'refused-reader-lost': refused },
  },
  {
    scenario: goodDay,
    async act(box) {
      await buys('basic', 12, 'cardCheck')(box);
      box.world.faults.now('reader-held');
      await box.reaches('refused');
    },
    scenes: { 'refused-reader-held': refused },
  },
];
