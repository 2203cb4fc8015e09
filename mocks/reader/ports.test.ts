import { expect, test } from 'vitest';
import { toHex } from '../../src/shared/bytes.ts';
import { HID_MODELS } from './hidModels.ts';
import { BALANCE, portBench } from './portBench.ts';
import { READER_MODELS } from './readerModels.ts';

const { protected: protectedModel, ...claimable } = READER_MODELS;
const BENCHES = [
  ...Object.entries(claimable).map(([name, usb]) => [`webusb ${name}`, { usb }] as const),
  [
    'webusb protected, where the shell allows it',
    { usb: protectedModel, with: { allowsProtected: true } },
  ] as const,
  ...Object.entries(HID_MODELS).map(([name, hid]) => [`webhid ${name}`, { hid }] as const),
] as const;

test.each(BENCHES)('%s: the purse is read and pays, each command once', async (_, parts) => {
  const bench = portBench(parts);
  expect(await bench.done(bench.provider.probe())).toBe('available');
  const connection = await bench.connection();
  expect(await bench.balance(connection)).toBe(BALANCE.before);
  expect((await bench.init(connection)).ok).toBe(true);
  const debited = await bench.debit(connection);
  expect(debited.ok && toHex(debited.value)).toBe('B3A0D49C56988A139000');
  expect(await bench.balance(connection)).toBe(BALANCE.after);
  expect([bench.debits.length, bench.card.state.balanceFen]).toEqual([1, BALANCE.after]);
  await bench.done(connection.disconnect());
});
