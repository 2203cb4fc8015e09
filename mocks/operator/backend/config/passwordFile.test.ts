import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ownPassword, passwordIn } from './passwordFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'password-'));
afterAll(() => rmSync(folder, { recursive: true }));
const make = () => 'made';

test.each([null, '', ' \n'])('where the file is %j, a password is made and kept', (text) => {
  const path = join(folder, `made-${String(text).length}`);
  if (text !== null) writeFileSync(path, text);
  expect(ownPassword(path, make)).toBe('made');
  expect(readFileSync(path, 'utf8')).toBe('made\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(ownPassword(path, () => 'another')).toBe('made');
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('a password that is there is used', () => {
  const path = join(folder, 'there');
  writeFileSync(path, 'kept\n');
  expect(ownPassword(path, make)).toBe('kept');
  expect(passwordIn(path)).toBe('kept');
});

test('what is no file is named', () => {
  const path = join(folder, 'directory');
  mkdirSync(path);
  expect(() => ownPassword(path, make)).toThrow(`${path} cannot be read (EISDIR); remove it`);
  expect(() => passwordIn(path)).toThrow(`${path} cannot be read (EISDIR)`);
});
