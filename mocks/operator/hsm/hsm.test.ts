import { expect, expectTypeOf, test } from 'vitest';
import { ISSUERS } from '../../card/issuers.ts';
import { CLOSING_FACTOR } from '../../crypto/pboc.ts';
import { createHsm, type Hsm, HsmUnavailable, type Mac2Subject } from './hsm.ts';

/** MAC2 BC20164B and the closing EB384A17 were calculated with OpenSSL. */
const debit: Mac2Subject = {
  issuer: '1040020000010001',
  keyVersion: '01',
  factor: '0000000000010001',
  random: 'A1B2C3D4',
  cardSequence: 0,
  terminalSequence: '00000001',
  amountFen: 2600,
};
const closing = { ...debit, factor: CLOSING_FACTOR, amountFen: 0 };

test('a MAC2 that the card made verifies, long after the PSAM session has ended', async () => {
  expect(await createHsm(ISSUERS).verifyMac2({ ...debit, mac2: 'BC20164B' })).toBe(true);
});

test.each<[string, Partial<Mac2Subject & { mac2: string }>]>([
  ['another MAC', { mac2: 'BC20164A' }],
  ['half a MAC', { mac2: 'BC20' }],
  ['no MAC', { mac2: '' }],
  ['another amount', { amountFen: 2601 }],
  ['another random number', { random: 'A1B2C3D5' }],
  ['another sequence', { cardSequence: 1 }],
  ['another terminal sequence', { terminalSequence: '00000002' }],
  ['another card', { factor: '0000000000010003' }],
  ['another key version', { keyVersion: '02' }],
  ['a key version nobody has', { keyVersion: '77' }],
  ['another issuer', { issuer: '7770310000020001' }],
  ['an issuer nobody knows', { issuer: '0000000000000000' }],
])('%s does not verify', async (_what, change) => {
  const subject = { ...debit, mac2: 'BC20164B', ...change };
  expect(await createHsm(ISSUERS).verifyMac2(subject)).toBe(false);
});

test('it makes closing MAC2s for the reserved factor only, never for a card', async () => {
  const hsm = createHsm(ISSUERS);
  expect(await hsm.closingMac2(closing)).toBe('EB384A17');
  await expect(hsm.closingMac2(debit)).rejects.toThrow(RangeError);
  await expect(hsm.closingMac2({ ...closing, issuer: '00' })).rejects.toThrow(RangeError);
});

test('a closing MAC2 proves no debit', async () => {
  const mac2 = await createHsm(ISSUERS).closingMac2(closing);
  expect(await createHsm(ISSUERS).verifyMac2({ ...closing, mac2 })).toBe(false);
});

test('switched off, it gives no verdict', async () => {
  const hsm = createHsm(ISSUERS);
  hsm.setAvailable(false);
  const verdict = hsm.verifyMac2({ ...debit, mac2: 'BC20164B' });
  await expect(verdict).rejects.toBeInstanceOf(HsmUnavailable);
  await expect(hsm.closingMac2(closing)).rejects.toBeInstanceOf(HsmUnavailable);
  hsm.setAvailable(true);
  expect(await hsm.verifyMac2({ ...debit, mac2: 'BC20164B' })).toBe(true);
});

test('no key comes out: it has these two functions and no more', () => {
  expectTypeOf<keyof Hsm>().toEqualTypeOf<'verifyMac2' | 'closingMac2'>();
  expect(JSON.stringify(createHsm(ISSUERS))).toBe('{}');
});
