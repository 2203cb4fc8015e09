import { expect, test } from 'vitest';
import { defaultOptions, loadOptions } from './loadOptions.ts';

test.each<[string, object]>([
  ['', {}],
  ['--boxes 50 --seconds 2', { boxes: 50, seconds: 2 }],
  ['--rate=125', { rate: 125 }],
  ['--at-once 8 --psams=4', { atOnce: 8, psams: 4 }],
  ['--abandon 0.5', { abandon: 0.5 }],
  ['--faults', { faults: 0.05 }],
  ['--faults --boxes 3', { faults: 0.05, boxes: 3 }],
  ['--faults 0.2', { faults: 0.2 }],
])('"%s"', (line, changes) => {
  expect(loadOptions(line.split(' ').filter(Boolean))).toEqual({
    ok: true,
    value: { ...defaultOptions, ...changes },
  });
});

test.each([
  ['--box 5', '"--box" is not an option of the load. There is --boxes,'],
  ['boxes 5', '"boxes" is not an option'],
  ['--boxes', '--boxes : give a whole number from 1'],
  ['--boxes many', '--boxes many: give a whole number from 1'],
  ['--seconds 0', '--seconds 0: give a whole number from 1'],
  ['--abandon 2', '--abandon 2: give a share from 0 to 1'],
  ['--rate -1', '--rate -1: give'],
])('"%s" is refused in words', (line, words) => {
  const read = loadOptions(line.split(' '));
  expect(read.ok ? '' : read.error).toContain(words);
});
