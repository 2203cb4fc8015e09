import { expect, test } from 'vitest';
import { cardOf, isInRange } from './cardIdentity.ts';

const CARD = { issuer: '1111222233330006', applicationType: '03', asn: '00061998081700001234' };

test.each([
  ['issuer', { issuer: '1111222233330007' }],
  ['application', { applicationType: '02' }],
  ['last eight bytes of the serial', { asn: '00061998081700001235' }],
])('another %s is another card', (_, change) => {
  expect(cardOf({ ...CARD, ...change })).not.toBe(cardOf(CARD));
});

test('other first two bytes of the serial are the same card', () => {
  expect(cardOf({ ...CARD, asn: '99991998081700001234' })).toBe(cardOf(CARD));
});

test('both first bytes must be one that the issuer gives out; an issuer that is not listed gives out none', () => {
  const ranges = { [CARD.issuer]: ['0006', '7777'] };
  const isIn = (change: Partial<typeof CARD>) => isInRange(ranges, { ...CARD, ...change });
  expect(isIn({})).toBe(true);
  expect(isIn({ asn: '77771998081700001234' })).toBe(true);
  for (const start of ['0007', '7706', '0077']) {
    expect(isIn({ asn: `${start}1998081700001234` })).toBe(false);
  }
  expect(isIn({ issuer: '1111222233330007' })).toBe(false);
});
