/** `readerModels` of `config.json`, checked where it is used: few boxes need it, and all would load the check. */
import type { ReaderModel } from './readerModel.ts';

type Check = readonly [expected: string, fits: (value: unknown) => boolean];

const word = (...words: readonly unknown[]): Check => [
  words.join(', '),
  (value) => words.includes(value),
];
const whole = (least: number, most: number): Check => [
  `a whole number from ${least} to ${most}`,
  (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
];

const FIELDS: Readonly<Record<keyof ReaderModel, Check>> = {
  model: [
    'VID:PID like 04E6:511F',
    (value) => typeof value === 'string' && /^[0-9A-F]{4}:[0-9A-F]{4}$/.test(value),
  ],
  framing: word('ccid', 'length-byte', 'r6'),
  level: word('tpdu', 'short-apdu', 'extended-apdu'),
  maxMessageLength: whole(32, 65_546),
  maxDataRateBps: whole(1, 10_000_000),
  maxIfsd: whole(1, 254),
  noInterrupt: word(true, false),
};

function faultsOf(value: unknown, field: string): string[] {
  if (Object(value) !== value || Array.isArray(value)) return [`${field}: an object`];
  const given = Object(value);
  const names = Object.keys(given);
  const faults = names.indexOf('model') < 0 ? [`${field}.model: ${FIELDS.model[0]}`] : [];
  names.forEach((name) => {
    // Not `in`: an object has a `toString` that nobody gave it.
    const check = Object.keys(FIELDS).includes(name) ? FIELDS[name as keyof ReaderModel] : null;
    if (!check) faults.push(`${field}.${name}: no such field: remove it`);
    else if (!check[1](given[name])) faults.push(`${field}.${name}: ${check[0]}`);
  });
  return faults;
}

/** The entries that fit, and what is wrong with the others, field by field. Never throws. */
export function givenModels(given: unknown): { models: ReaderModel[]; faults: string[] } {
  if (given === undefined) return { models: [], faults: [] };
  if (!Array.isArray(given)) return { models: [], faults: ['readerModels: a list'] };
  const judged = given.map((entry: unknown, at) => ({
    entry,
    faults: faultsOf(entry, `readerModels.${at}`),
  }));
  return {
    models: judged.filter(({ faults }) => !faults.length).map(({ entry }) => entry as ReaderModel),
    faults: ([] as string[]).concat(...judged.map(({ faults }) => faults)),
  };
}
