import { pbkdf2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { webPasswords } from './webPasswords.ts';

const quick = webPasswords(1_000);

test('a password fits its own hash only', async () => {
  const hash = await quick.hash('正确的密码 1');
  expect(await quick.verify('正确的密码 1', hash)).toBe(true);
  expect(await quick.verify('正确的密码 2', hash)).toBe(false);
  expect(hash).not.toBe(await quick.hash('正确的密码 1'));
});

test('it is PBKDF2 as everybody computes it', async () => {
  const salt = Buffer.from('0123456789abcdef');
  const key = pbkdf2Sync('secret', salt, 1_000, 32, 'sha256').toString('base64');
  expect(await quick.verify('secret', `pbkdf2-sha256$1000$${salt.toString('base64')}$${key}`)).toBe(
    true,
  );
});

test.each([
  [''],
  ['plain'],
  ['pbkdf2-sha256$0$c2FsdA==$AAAA'],
  ['pbkdf2-sha256$1000$=$=$'],
  ['pbkdf2-sha256$1000$c2FsdA==$A'],
  ['pbkdf2-sha256$1000$c2FsdA==$AAAA'],
])('%j is nobody\u2019s hash', async (hash) => {
  expect(await quick.verify('', hash)).toBe(false);
});

test('without a wish, a hash costs six hundred thousand rounds', async () => {
  const hash = await webPasswords().hash('x');
  expect(hash).toMatch(/^pbkdf2-sha256\$600000\$/);
  expect(await quick.verify('x', hash)).toBe(true);
});
