import { expect, test } from 'vitest';
import { scryptPasswords } from './passwords.ts';

const quick = scryptPasswords({ N: 2 ** 10, r: 8, p: 1 });

test('a password fits its own hash only', async () => {
  const hash = await quick.hash('正确的密码 1');
  expect(await quick.verify('正确的密码 1', hash)).toBe(true);
  expect(await quick.verify('正确的密码 2', hash)).toBe(false);
  expect(await quick.verify('', hash)).toBe(false);
});

test('the same password gives two different hashes, and neither contains it', async () => {
  const hashes = [await quick.hash('secret'), await quick.hash('secret')];
  expect(hashes[0]).not.toBe(hashes[1]);
  expect(hashes.join()).not.toContain('secret');
});

test('accents typed as one character or as two are the same password', async () => {
  expect(await quick.verify('caf\u00e9', await quick.hash('cafe\u0301'))).toBe(true);
});

test('a hash made at another cost still fits', async () => {
  const hash = await quick.hash('x');
  expect(await scryptPasswords().verify('x', hash)).toBe(true);
});

test.each([
  [''],
  ['plain'],
  ['scrypt$1024$8$1$c2FsdA==$'],
  ['scrypt$1024$8$1$c2FsdA==$AAAA'],
  [`scrypt$1000$8$1$c2FsdA==$${Buffer.alloc(32).toString('base64')}`],
  [`scrypt$99999999$8$1$c2FsdA==$${Buffer.alloc(32).toString('base64')}`],
  [`scrypt$16777216$8$1$c2FsdA==$${Buffer.alloc(32).toString('base64')}`],
])('%j is not a valid hash', async (hash) => {
  expect(await quick.verify('', hash)).toBe(false);
});

test('by default a hash costs 32 MB in three passes', async () => {
  const hash = await scryptPasswords().hash('x');
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(await quick.verify('x', hash)).toBe(true);
});
