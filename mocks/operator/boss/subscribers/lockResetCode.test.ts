import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromHex } from '../../../../src/shared/bytes.ts';
import { syncCrypto } from '../../../environment/simulation.ts';
import { lockResetCode } from './lockResetCode.ts';

const key = fromHex('000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F');

test('the code is the last eight digits of the first four bytes of the MAC as a number', async () => {
  const mac = createHmac('sha256', key).update('lock-reset|482913').digest();
  const digits = String(mac.readUInt32BE(0) % 1e8).padStart(8, '0');
  expect(await lockResetCode(syncCrypto, key, '482913')).toBe(digits);
});

test('always eight digits, and a different code for another challenge or box', async () => {
  const challenges = Array.from({ length: 300 }, (_, at) => String(100_000 + at));
  const codes = await Promise.all(
    challenges.map((challenge) => lockResetCode(syncCrypto, key, challenge)),
  );
  expect(codes.every((code) => /^\d{8}$/.test(code))).toBe(true);
  expect(codes.some((code) => code.startsWith('0'))).toBe(true);
  expect(new Set(codes).size).toBe(codes.length);
  const other = await lockResetCode(syncCrypto, key.slice().reverse(), challenges[0]!);
  expect(codes).not.toContain(other);
});
