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

/** Not `in`: an object has a `toString` that nobody gave it. */
const isField = (name: string): name is keyof ReaderModel => Object.keys(FIELDS).includes(name);

function faultsOf(value: unknown, at: string): string[] {
  if (Object(value) !== value || Array.isArray(value)) return [`${at}: an object`];
  const given: Readonly<Record<string, unknown>> = Object(value);
  return (Object.keys(FIELDS) as (keyof ReaderModel)[])
    .filter((name) =>
      Object.keys(given).includes(name) ? !FIELDS[name][1](given[name]) : name === 'model',
    )
    .map((name) => `${at}.${name}: ${FIELDS[name][0]}`);
}

interface Given {
  /** The entries that fit. */
  readonly models: readonly ReaderModel[];
  /** What is wrong with the others, field by field. */
  readonly faults: readonly string[];
  /** Fields that may be of a newer version: they do nothing. */
  readonly ignored: readonly string[];
}

/** Never throws. */
export function givenModels(given: unknown): Given {
  if (given === undefined) return { models: [], faults: [], ignored: [] };
  if (!Array.isArray(given)) return { models: [], faults: ['readerModels: a list'], ignored: [] };
  const judged = given.map((entry: unknown, index) => {
    const at = `readerModels.${index}`;
    const faults = faultsOf(entry, at);
    const others = Object.keys(Object(entry)).filter((name) => !isField(name));
    return { entry, faults, ignored: others.map((name) => `ignores ${at}.${name}`) };
  });
  return {
    models: judged.filter(({ faults }) => !faults.length).map(({ entry }) => entry as ReaderModel),
    faults: ([] as string[]).concat(...judged.map(({ faults }) => faults)),
    ignored: ([] as string[]).concat(...judged.map(({ ignored }) => ignored)),
  };
}
