/** What a run of the load generator is asked for, read from the command line. */
import { fail, ok, type Result } from '../../src/shared/result.ts';

export interface LoadOptions {
  /** Households with a box and a card each. */
  readonly boxes: number;
  readonly seconds: number;
  /** Payments begun a second whatever becomes of them; 0: as many as `atOnce` boxes can. */
  readonly rate: number;
  /** Boxes that pay at the same time when there is no rate. */
  readonly atOnce: number;
  readonly psams: number;
  /** The share of payments that are left for good once a PSAM was leased for them. */
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

const SHARES: readonly (keyof LoadOptions)[] = ['abandon', 'faults'];
/** What `--faults` alone means. */
const USUAL_FAULTS = 0.05;

function numberFor(name: keyof LoadOptions, text: string | undefined): number {
  if (name === 'faults' && text === undefined) return USUAL_FAULTS;
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}

function isFit(name: keyof LoadOptions, value: number): boolean {
  if (SHARES.includes(name)) return value >= 0 && value <= 1;
  if (name === 'rate') return value >= 0 && value <= 10_000;
  return Number.isSafeInteger(value) && value >= 1 && value <= 100_000;
}

/** `--boxes 600`, `--rate=125`, `--faults`; the error says what is wrong and what there is. */
export function loadOptions(argv: readonly string[]): Result<LoadOptions, string> {
  const options = { ...defaultOptions } as Record<keyof LoadOptions, number>;
  const usage = `There is ${Object.keys(defaultOptions)
    .map((name) => `--${name === 'atOnce' ? 'at-once' : name}`)
    .join(', ')}.`;
  const words = argv.flatMap((word) => word.split('='));
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const name = word.replace(/^--/, '').replace('at-once', 'atOnce') as keyof LoadOptions;
    if (!word.startsWith('--') || !Object.hasOwn(defaultOptions, name)) {
      return fail(`"${word}" is not an option of the load. ${usage}`);
    }
    const next = words[at + 1];
    const text = next === undefined || next.startsWith('--') ? undefined : next;
    if (text !== undefined) at++;
    const value = numberFor(name, text);
    if (!isFit(name, value)) {
      const wanted = SHARES.includes(name) ? 'a share from 0 to 1' : 'a whole number from 1';
      return fail(`${word} ${text ?? ''}: give ${wanted}.`);
    }
    options[name] = value;
  }
  return ok(options);
}
