/**
 * Reads the command line of all programs with `parseArgs`. Every error has the same form: the option, its value and what to
 * write instead. Plain Node, because it runs before anything is installed.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nearest } from './nearest.mjs';

const USAGE_ERROR = 2;
const HELP = { type: 'boolean', about: 'this text' };

const everyOption = ({ options = {} }) => ({ ...options, help: HELP });
const flags = (options) =>
  Object.keys(options)
    .map((name) => `--${name}`)
    .join(' ');
const missing = (name, { is = 'VALUE' }) => `--${name}: a value is missing; write --${name} ${is}`;

/** Gives an option without a value (before another option, or at the end) its `alone` value. */
const withAlone = (argv, options) =>
  argv.map((word, at) => {
    const next = argv[at + 1];
    const alone = word.startsWith('--') ? options[word.slice(2)]?.alone : undefined;
    const isAlone = alone !== undefined && (next === undefined || next.startsWith('--'));
    return isAlone ? `${word}=${alone}` : word;
  });

function tokenFault({ kind, name, rawName, value, inlineValue }, options) {
  if (kind !== 'option') return undefined;
  if (!rawName.startsWith('--') || !Object.hasOwn(options, name)) {
    const meant = nearest(name, Object.keys(options));
    const hint = meant === undefined ? '' : `did you mean --${meant}? `;
    const all = `${hint === '' ? 'there' : 'There'} are ${flags(options)}`;
    return `${rawName}: there is no such option; ${hint}${all}`;
  }
  const option = options[name];
  if (option.type === 'boolean') {
    return value === undefined
      ? undefined
      : `--${name}: it takes no value, and ${JSON.stringify(value)} is given; write --${name} alone`;
  }
  if (value === undefined || value === '') return missing(name, option);
  // The value is not shown: it may be a secret that begins with a dash.
  if (!inlineValue && value.startsWith('-')) {
    return `${missing(name, option)}, or --${name}=${option.is ?? 'VALUE'} where it begins with a dash`;
  }
  return undefined;
}

/** The first error, in the order of the command line. */
function firstFault(args, options, words) {
  const { tokens } = parseArgs({
    args,
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  let place = 0;
  const seen = new Set();
  for (const token of tokens) {
    const fault = tokenFault(token, options);
    if (fault !== undefined) return fault;
    if (token.kind === 'option') {
      const isSecond = seen.has(token.name) && options[token.name].multiple !== true;
      if (isSecond) return `--${token.name}: given twice; write it once`;
      seen.add(token.name);
    }
    if (token.kind === 'positional' && place++ >= words.length) {
      return `${JSON.stringify(token.value)}: no word is expected here; options begin with two dashes, there are ${flags(options)}`;
    }
  }
  return undefined;
}

const unfit = (name, value, { fits, expected }) =>
  value === undefined || fits === undefined || fits.test(value)
    ? undefined
    : `${name}: ${JSON.stringify(value)} is not ${expected}`;

const fail = (error) => ({ ok: false, error });

/** The options of a program, or a sentence that says what is wrong. */
export function readOptions(argv, program) {
  const options = everyOption(program);
  const words = Object.entries(program.words ?? {});
  const args = withAlone(argv, options);
  const fault = firstFault(args, options, words);
  if (fault !== undefined) return fail(fault);
  const { values, positionals } = parseArgs({ args, options, allowPositionals: words.length > 0 });
  const named = Object.fromEntries(
    words.map(([name, word], at) => [name, positionals[at] ?? word.default]),
  );
  for (const [name, option] of Object.entries(options)) {
    for (const value of [values[name]].flat()) {
      const wrong = unfit(`--${name}`, value, option);
      if (wrong !== undefined) return fail(wrong);
    }
  }
  for (const [name, word] of words) {
    const wrong = unfit(name, named[name], word);
    if (wrong !== undefined) return fail(wrong);
  }
  return { ok: true, value: { ...values, ...named } };
}

/** The text of `--help`, made from the table of options. */
export function helpOf(program) {
  const options = Object.entries(everyOption(program));
  const lines = [
    ...Object.entries(program.words ?? {}),
    ...options.map(([name, option]) => [
      `--${name}${option.type === 'boolean' ? '' : ` ${option.is ?? 'VALUE'}`}`,
      option,
    ]),
  ];
  const width = Math.max(...lines.map(([name]) => name.length)) + 4;
  const text = lines.map(([name, { about }]) => `  ${name.padEnd(width)}${about}`).join('\n');
  return `${program.usage}\n\n${text}`;
}

/** Reads options for a program: `--help` prints the help and exits with 0, an error is printed and exits with 2. */
export function optionsOf(argv, program) {
  const read = readOptions(argv, program);
  if (!read.ok) {
    console.error(read.error);
    process.exit(USAGE_ERROR);
  }
  if (!read.value.help) return read.value;
  console.log(helpOf(program));
  process.exit(0);
}

/** A check for whole numbers, for the table of options. */
export const wholeNumber = (min, max) => ({
  fits: {
    test: (text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max,
  },
  expected: `a whole number from ${min} to ${max}`,
});

const isBuilt = (folder) =>
  ['index.html', 'config.json'].every((name) => existsSync(join(folder, name)));

/** The folder of a portal that is built, for the table of options. */
export const builtPortal = { fits: { test: isBuilt }, expected: 'where a portal is built' };
