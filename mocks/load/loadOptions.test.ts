import { expect, test } from 'vitest';
import { backendConfig } from '../operator/backend/config/backendConfig.ts';
import { defaultOptions, type LoadOptions, loadHelp, loadOptions } from './loadOptions.ts';

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
  ['--box 5', '--box: there is no such option; did you mean --boxes? There are --boxes'],
  ['boxes 5', '"boxes": no word is expected here'],
  ['--boxes', '--boxes: a value is missing; write --boxes N'],
  ['--boxes many', '--boxes: "many" is not a whole number from 1'],
  ['--psams 5000', '--psams: "5000" is not a whole number from 1 to 1000'],
  ['--boxes 100001', '--boxes: "100001" is not a whole number from 1 to 100000'],
  ['--seconds 0', '--seconds: "0" is not a whole number from 1'],
  ['--abandon 2', '--abandon: "2" is not a share from 0 to 1'],
  ['--rate -1', '--rate: a value is missing'],
  ['--rate=-1', '--rate: "-1" is not a number from 0'],
])('"%s" is refused with a sentence', (line, words) => {
  const read = loadOptions(line.split(' '));
  expect(read.ok ? '' : read.error).toContain(words);
});

test('the host takes as many boxes and PSAMs as may be asked for', () => {
  const most = loadOptions(['--boxes', '100000', '--psams', '1000']);
  const { boxes: households, psams } = (most as { value: LoadOptions }).value;
  expect(backendConfig(JSON.stringify({ households, psams }), { given: {} }).ok).toBe(true);
});

test('with --help nothing runs, and the text names every option', () => {
  expect(loadOptions(['--help'])).toEqual({ ok: true, value: null });
  for (const name of Object.keys(defaultOptions)) {
    expect(loadHelp).toContain(name === 'atOnce' ? '--at-once N' : `--${name} `);
  }
});
