import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../../src/shared/bytes.ts';
import { HID_MODELS } from './hidModels.ts';
import { BALANCE, DEBIT_ANSWER, type PortFixtureParts, portFixture } from './port.fixture.ts';
import { READER_MODELS } from './readerModels.ts';

const { protected: protectedModel, ...claimable } = READER_MODELS;
const READERS = [
  ...Object.entries(claimable).map(([name, usb]) => [`webusb ${name}`, { usb }] as const),
  [
    'webusb protected, where the shell allows it',
    { usb: protectedModel, with: { allowsProtected: true } },
  ] as const,
  ...Object.entries(HID_MODELS).map(([name, hid]) => [`webhid ${name}`, { hid }] as const),
] as const;

test.each(READERS)('%s: the purse is read and pays, each command once', async (_, parts) => {
  const fixture = portFixture(parts);
  expect(await fixture.done(fixture.provider.probe())).toBe('available');
  const connection = await fixture.connection();
  expect(await fixture.balance(connection)).toBe(BALANCE.before);
  // GET BALANCE without a length: the portal must follow 6C04 where the reader does not.
  const open = await fixture.done(connection.transmit(fromHex('805C000200')));
  expect(open.ok && toHex(open.value.bytes)).toBe('000013889000');
  expect((await fixture.init(connection)).ok).toBe(true);
  const debited = await fixture.debit(connection);
  expect(debited.ok && toHex(debited.value.bytes)).toBe(DEBIT_ANSWER);
  expect(await fixture.balance(connection)).toBe(BALANCE.after);
  expect([fixture.debits.length, fixture.card.state.balanceFen]).toEqual([1, BALANCE.after]);
  await fixture.done(connection.disconnect());
});

test('a reader of a protected class is reported as such', async () => {
  const fixture = portFixture({ usb: protectedModel });
  expect(await fixture.done(fixture.provider.probe())).toBe('protected-class');
});

test('an interface that cannot be claimed at once is tried again', async () => {
  const fixture = portFixture({ usb: READER_MODELS.tpdu, with: { failingClaims: 2 } });
  expect(await fixture.balance(await fixture.connection())).toBe(BALANCE.before);
});

test.each<[name: string, parts: PortFixtureParts]>([
  ['webusb with an interrupt pipe', { usb: READER_MODELS.tpdu }],
  ['webusb without', { usb: READER_MODELS.polled }],
  ['webhid with notifications', { hid: HID_MODELS.ccid }],
  ['webhid without', { hid: HID_MODELS['length-byte'] }],
  ['webhid that has only its ATR', { hid: HID_MODELS.r6 }],
])('%s: cards that go and come are noticed', async (_, parts) => {
  const fixture = portFixture(parts);
  const reader = await fixture.reader();
  const states: string[] = [];
  await fixture.done(reader.getStatus());
  reader.onStateChange((state) => states.push(state));
  fixture.slot.pull();
  await fixture.time.runUntil(() => false, 3_000);
  fixture.slot.insert(fixture.card);
  await fixture.time.runUntil(() => false, 3_000);
  expect(states).toEqual(['empty', 'present']);
});

test('a reader that notifies nothing: the card is noticed within 5 s, later ones at once', async () => {
  const fixture = portFixture({ usb: READER_MODELS.silent });
  const reader = await fixture.reader();
  const states: string[] = [];
  fixture.slot.pull();
  await fixture.done(reader.getStatus());
  reader.onStateChange((state) => states.push(state));
  fixture.slot.insert(fixture.card);
  await fixture.time.runUntil(() => false, 5_600);
  expect(states).toEqual(['present']);
  fixture.slot.pull();
  await fixture.time.runUntil(() => false, 600);
  expect(states).toEqual(['present', 'empty']);
});

test('a speed at which nothing long comes through is asked for once, not at the next card', async () => {
  const fixture = portFixture({ usb: READER_MODELS['too-fast'] });
  const powerOns = async () => {
    const began = fixture.time.now();
    await fixture.balance(await fixture.connection());
    return fixture.time.now() - began;
  };
  const first = await powerOns();
  fixture.slot.pull();
  await fixture.time.runUntil(() => false, 1_000);
  fixture.slot.insert(fixture.card);
  await fixture.time.runUntil(() => false, 1_000);
  expect(await powerOns()).toBeLessThan(first - 200);
});

test.each<[name: string, parts: PortFixtureParts]>([
  ['webusb', { usb: READER_MODELS.tpdu, with: { granted: 'never-yet' } }],
  ['webhid', { hid: HID_MODELS.ccid, with: { granted: 'never-yet' } }],
])(
  '%s: the viewer chooses a reader or cancels; after plugging in again the portal must ask again',
  async (_, parts) => {
    const fixture = portFixture(parts);
    const list = async () => {
      const listed = await fixture.done(fixture.provider.listReaders());
      return listed.ok && listed.value.length;
    };
    const ask = async () => {
      const asked = await fixture.done(fixture.provider.requestReader!());
      return asked.ok ? 'taken' : `${asked.error.code} ${asked.error.outcome}`;
    };
    expect(await list()).toBe(0);
    fixture.viewer.chooses = false;
    expect(await ask()).toBe('CANCELLED not-sent');
    fixture.viewer.chooses = true;
    expect(await ask()).toBe('taken');
    expect(await fixture.balance(await fixture.connection())).toBe(BALANCE.before);
    fixture.viewer.isGesturing = false;
    expect(await ask()).toBe('SECURITY_VIOLATION not-sent');
    fixture.slot.unplug();
    fixture.slot.plug();
    expect(await list()).toBe(0);
  },
);

test('a T=1 card that loses, damages and delays its blocks pays once', async () => {
  const whats = ['damaged-there', 'damaged-back', 'lost', { wait: 3 }] as const;
  for (const does of whats) {
    for (let block = 0; block < 20; block++) {
      const usb = { ...READER_MODELS.t1, t1: { ifsc: 32, faults: [{ block, does }] } };
      const fixture = portFixture({ usb });
      const connection = await fixture.connection();
      expect(await fixture.balance(connection)).toBe(BALANCE.before);
      await fixture.init(connection);
      const debited = await fixture.debit(connection);
      const told = `${JSON.stringify(does)} at block ${block}`;
      expect(debited.ok && toHex(debited.value.bytes), told).toBe(DEBIT_ANSWER);
      expect(fixture.debits.length, told).toBe(1);
    }
  }
});

const SLOW_MS = 30_000;

test.each(['lost', 'twice', 'wrong-channel', 'wrong-tag', 'wrong-sequence'] as const)(
  'a HID packet that is %s never makes a card pay twice',
  async (does) => {
    const outcomes = new Set<string>();
    for (let packet = 0; packet < 30; packet++) {
      const packetFaults = [{ packet, does }];
      const fixture = portFixture({ hid: HID_MODELS['ccid-odd'], with: { packetFaults } });
      const connection = await fixture.connection().catch(() => null);
      if (!connection) continue;
      const isRead = await fixture.balance(connection).then(
        () => true,
        () => false,
      );
      if (!isRead || !(await fixture.init(connection)).ok) continue;
      const debited = await fixture.debit(connection);
      const told = `packet ${packet}`;
      if (debited.ok) expect(toHex(debited.value.bytes), told).toBe(DEBIT_ANSWER);
      else if (fixture.debits.length > 0) expect(debited.error.outcome, told).not.toBe('not-sent');
      expect(fixture.debits.length, told).toBeLessThanOrEqual(1);
      outcomes.add(debited.ok ? 'paid' : debited.error.outcome);
    }
    expect(outcomes).toContain('paid');
    if (does !== 'twice') expect(outcomes).toContain('unknown');
  },
  SLOW_MS,
);
