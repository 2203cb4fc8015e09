/** The options of a load run, read from the command line. */
import { ok, type Result } from '../../src/shared/result.ts';
import { MOST_HOUSEHOLDS, MOST_PSAMS } from '../operator/backend/config/backendConfig.ts';
import { helpOf, readOptions, wholeNumber } from '../start/options.mjs';

export interface LoadOptions {
  /** The number of households, with a box and a card each. */
  readonly boxes: number;
  readonly seconds: number;
  /** Payments begun per second, whatever their outcome; 0: as many as `atOnce` boxes can. */
  readonly rate: number;
  /** How many boxes pay at the same time when there is no rate. */
  readonly atOnce: number;
  readonly psams: number;
  /** The share of payments that are abandoned once a PSAM was leased for them. */
  readonly abandon: number;
  /** The share of payments whose report is lost or whose card is torn out while it debits. */
  readonly faults: number;
}

export const defaultOptions: LoadOptions = {
  boxes: 600,
  seconds: 30,
  rate: 0,
  atOnce: 32,
  psams: 300,
  abandon: 0,
  faults: 0,
};

const MOST = 100_000;
const MOST_PAYMENTS_A_SECOND = 10_000;

const isNumber = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);
/** An option whose default comes from `defaultOptions`. */
const usual = (name: keyof LoadOptions, about: string) =>
  ({
    type: 'string',
    default: `${defaultOptions[name]}`,
    about: `${about}; ${defaultOptions[name]}`,
  }) as const;
const count = (name: keyof LoadOptions, about: string, most = MOST) =>
  ({ ...usual(name, about), is: 'N', ...wholeNumber(1, most) }) as const;
const upTo = (most: number, what: string) => ({
  fits: { test: (text: string) => isNumber(text) && Number(text) <= most },
  expected: `${what} from 0 to ${most}`,
});
const share = (name: keyof LoadOptions, about: string) =>
  ({ ...usual(name, about), is: 'S', ...upTo(1, 'a share') }) as const;

const program = {
  usage: 'npm run load -- [options]      docs/operate/load.md',
  options: {
    boxes: count('boxes', 'households with a box and a card each', MOST_HOUSEHOLDS),
    seconds: count('seconds', 'how long payments are begun'),
    rate: {
      ...usual('rate', 'payments begun a second, 0 for as many as can'),
      is: 'N',
      ...upTo(MOST_PAYMENTS_A_SECOND, 'a number'),
    },
    'at-once': count('atOnce', 'without a rate: boxes that pay at the same time'),
    psams: count('psams', 'PSAMs in the pool', MOST_PSAMS),
    abandon: share(
      'abandon',
      'this share of payments is abandoned once it has a PSAM; its box pays again after 35 s',
    ),
    faults: {
      ...share('faults', 'this share loses its report or its card; --faults alone means 0.05'),
      alone: '0.05',
    },
  },
} as const;

export const loadHelp = helpOf(program);

/** Reads `--boxes 600`, `--rate=125`, `--faults`; the error says what is wrong. `null`: help is wanted. */
export function loadOptions(argv: readonly string[]): Result<LoadOptions | null, string> {
  const read = readOptions(argv, program);
  if (!read.ok) return read;
  const { help, 'at-once': atOnce, ...asked } = read.value;
  if (help) return ok(null);
  return ok({
    boxes: Number(asked.boxes),
    seconds: Number(asked.seconds),
    rate: Number(asked.rate),
    atOnce: Number(atOnce),
    psams: Number(asked.psams),
    abandon: Number(asked.abandon),
    faults: Number(asked.faults),
  });
}
