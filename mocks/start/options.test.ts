import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nearest } from './nearest.mjs';
import { builtPortal, helpOf, readOptions, wholeNumber } from './options.mjs';

const program = {
  usage: 'npm run pictures -- [options]',
  options: {
    size: { type: 'string', is: 'WxH', default: '1x1', about: 'of a picture' },
    device: {
      type: 'string',
      multiple: true,
      about: 'may be given several times',
      fits: /^\w+$/,
      expected: 'a word',
    },
    faults: { type: 'string', alone: '0.05', about: 'a share' },
    rounds: { type: 'string', is: 'N', about: 'visits', ...wholeNumber(1, 9) },
    quick: { type: 'boolean', about: 'one alone' },
  },
  words: {
    card: { about: 'which card', default: 'good', fits: /^(good|poor)$/, expected: 'good or poor' },
  },
} as const;
const wordless = { usage: program.usage, options: program.options };

test.each<[argv: string[], value: object]>([
  [[], {}],
  [['--size=2x2', '--quick'], { size: '2x2', quick: true }],
  [['--size', '2x2', 'poor', '--rounds', '9'], { size: '2x2', card: 'poor', rounds: '9' }],
  [['--device', 'a', '--device=b'], { device: ['a', 'b'] }],
  [['--faults'], { faults: '0.05' }],
  [['--faults', '--quick'], { faults: '0.05', quick: true }],
  [['--faults', '0.5'], { faults: '0.5' }],
  [['--size=-1'], { size: '-1' }],
  [['--help'], { help: true }],
])('%j is read', (argv, value) => {
  expect(readOptions(argv, program)).toEqual({
    ok: true,
    value: { size: '1x1', card: 'good', ...value },
  });
});

test.each<[argv: string[], sentence: string]>([
  [
    ['--sise', '2x2'],
    '--sise: there is no such option; did you mean --size? There are --size --device --faults --rounds --quick --help',
  ],
  [['--colour', 'red'], '--colour: there is no such option; there are --size --device'],
  [['--constructor', 'x'], '--constructor: there is no such option'],
  [['-q'], '-q: there is no such option'],
  [['--no-quick'], '--no-quick: there is no such option'],
  [['--size'], '--size: a value is missing; write --size WxH'],
  [['--size='], '--size: a value is missing; write --size WxH'],
  [['--device', '--quick'], '--device: a value is missing; write --device VALUE, or --device='],
  [['--quick=yes'], '--quick: it takes no value, and "yes" is given; write --quick alone'],
  [['--rounds', '10'], '--rounds: "10" is not a whole number from 1 to 9'],
  [['--rounds', '0'], '--rounds: "0" is not a whole number from 1 to 9'],
  [['--rounds', 'many'], '--rounds: "many" is not'],
  [['--size', '1x1', '--size=2x2'], '--size: given twice; write it once'],
  [['--quick', '--quick'], '--quick: given twice'],
  [['rich'], 'card: "rich" is not good or poor'],
  [['good', 'poor'], '"poor": no word is expected here; options begin with two dashes'],
  [['--', '--quick'], 'card: "--quick" is not good or poor'],
])('%j is refused: %s', (argv, sentence) => {
  const read = readOptions(argv, program);
  expect(read.ok ? '' : read.error).toContain(sentence);
});

test('without positional arguments none is accepted', () => {
  expect(readOptions(['good'], wordless)).toMatchObject({ ok: false });
});

test('the first error in the order of the command line is named', () => {
  const read = readOptions(['--rounds', '3', '--siez', '1', 'rich', '--quick=1'], program);
  expect(read).toMatchObject({ error: expect.stringContaining('--siez') });
});

test('a secret after a mistyped option is not repeated', () => {
  const all = [
    ['--tokne', 'secret-1'],
    ['--size', '-secret-1'],
  ].map((argv) => readOptions(argv, wordless));
  expect(JSON.stringify(all)).not.toContain('secret-1');
  expect(all.every(({ ok }) => !ok)).toBe(true);
});

test('help shows every option and argument with its placeholder', () => {
  const help = helpOf(program);
  expect(help.split('\n')[0]).toBe(program.usage);
  for (const line of ['card ', '--size WxH ', '--device VALUE ', '--quick ', '--help ']) {
    expect(help).toMatch(new RegExp(`^ {2}${line}`, 'm'));
  }
});

test.each([
  ['sise', 'size'],
  ['prots', 'ports'],
  ['household', 'households'],
  ['STATE', 'state'],
  ['house', 'households'],
  ['colour', undefined],
  ['pot', undefined],
  ['x', undefined],
])('%s may have meant %s', (word, meant) => {
  expect(nearest(word, ['size', 'ports', 'households', 'state'])).toBe(meant);
});

test('a folder without a page and its configuration is no portal that is built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'built-'));
  const dist = { type: 'string', about: 'a build', ...builtPortal } as const;
  const read = () => readOptions(['--dist', folder], { usage: '', options: { dist } });
  const refused = {
    ok: false,
    error: `--dist: ${JSON.stringify(folder)} is not where a portal is built`,
  };
  try {
    expect(read()).toEqual(refused);
    writeFileSync(join(folder, 'config.json'), '{}');
    expect(read()).toEqual(refused);
    writeFileSync(join(folder, 'index.html'), '');
    expect(read()).toMatchObject({ ok: true });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
