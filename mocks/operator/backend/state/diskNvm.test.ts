import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { diskNvm } from './diskNvm.ts';

const folders: string[] = [];
const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'chips-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const PSAM = 'psam:010020000001';
const counter = (value: number) => JSON.stringify({ counter: value });
const fileIn = (folder: string) => join(folder, readdirSync(folder)[0]!);

test('what was written is there for another process at once, without closing', () => {
  const folder = freshFolder();
  const chips = diskNvm(folder);
  for (let value = 1; value <= 5; value++) {
    chips.write(PSAM, counter(value));
    expect(diskNvm(folder).read(PSAM)).toBe(counter(value));
  }
});

test('a chip that was never written to is new', () => {
  expect(diskNvm(freshFolder()).read(PSAM)).toBeNull();
});

test('names may be any text', async () => {
  const folder = freshFolder();
  const chips = diskNvm(folder);
  const names = ['psam:1', '../out', 'fault:x/y', '卡'];
  for (const name of names) chips.write(name, `"${name}"`);
  await chips.close();
  const again = diskNvm(folder);
  expect(names.map((name) => again.read(name))).toEqual(names.map((name) => `"${name}"`));
  expect(again.names('psam:')).toEqual(['psam:1']);
  expect(readdirSync(folder)).toHaveLength(names.length);
});

test.each([
  [10, 24],
  [2_058, 2_072],
])('a damaged write (%i to %i) leaves the write before it', (from, to) => {
  const folder = freshFolder();
  const chips = diskNvm(folder);
  chips.write(PSAM, counter(1));
  chips.write(PSAM, counter(2));
  const bytes = readFileSync(fileIn(folder));
  // The newest write is in the first slot, the write before it in the second.
  writeFileSync(fileIn(folder), bytes.fill(0x20, from, to));
  expect(diskNvm(folder).read(PSAM)).toBe(counter(from < 2_048 ? 1 : 2));
});

test('a longer text does not show through a shorter one', () => {
  const folder = freshFolder();
  const chips = diskNvm(folder);
  chips.write(PSAM, `"${'x'.repeat(500)}"`);
  chips.write(PSAM, '"a"');
  chips.write(PSAM, '"b"');
  expect(diskNvm(folder).read(PSAM)).toBe('"b"');
});

test('a chip whose file is empty was killed before its first write and counts as unused', () => {
  const folder = freshFolder();
  diskNvm(folder).write(PSAM, counter(1));
  truncateSync(fileIn(folder), 0);
  expect(diskNvm(folder).read(PSAM)).toBeNull();
});

test('a chip without a valid slot is not started again: its numbers might come twice', () => {
  const folder = freshFolder();
  diskNvm(folder).write(PSAM, counter(1));
  writeFileSync(fileIn(folder), 'not a chip');
  expect(() => diskNvm(folder)).toThrow(/not readable; restore it from a backup/);
});

test('what does not fit is refused before anything is changed', () => {
  const chips = diskNvm(freshFolder());
  chips.write(PSAM, counter(1));
  expect(() => chips.write(PSAM, 'x'.repeat(3_000))).toThrow('more than a chip holds');
  expect(chips.read(PSAM)).toBe(counter(1));
});

test('clearing leaves nothing', () => {
  const folder = freshFolder();
  const chips = diskNvm(folder);
  chips.write(PSAM, counter(1));
  chips.clear();
  expect([chips.read(PSAM), readdirSync(folder)]).toEqual([null, []]);
});

test('a chip that cannot be written is told of by its path, keeps what it had, and the write throws', async () => {
  const folder = freshFolder();
  const told: string[] = [];
  const nvm = diskNvm(folder, (path) => void told.push(path));
  const path = join(folder, 'psam%3A1.chip');
  symlinkSync('/dev/full', path);
  expect(() => nvm.write('psam:1', '{"counter":1}')).toThrow('ENOSPC');
  expect(told).toEqual([path]);
  expect(nvm.read('psam:1')).toBeNull();
  await nvm.close();
});

test('a chip that still works while the host ends does not begin its file again', async () => {
  const folder = freshFolder();
  const chips = diskNvm(folder);
  chips.write(PSAM, counter(1));
  chips.write(PSAM, counter(2));
  await chips.close();
  expect(() => chips.write(PSAM, counter(3))).toThrow('its file is closed');
  expect(diskNvm(folder).read(PSAM)).toBe(counter(2));
});
