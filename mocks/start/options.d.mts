import type { Result } from '../../src/shared/result.ts';

/** The check of a value; `expected` ends the sentence "--psams: "x" is not …". */
interface Fit {
  readonly fits: { test(text: string): boolean };
  readonly expected: string;
}

interface Described extends Partial<Fit> {
  /** A line of the help. */
  readonly about: string;
  readonly default?: string;
}

export interface Option extends Described {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  /** The placeholder for its value in the help: `FILE`. */
  readonly is?: string;
  /** The value when the option is given without one. */
  readonly alone?: string;
}

type Options = Readonly<Record<string, Option>>;
type Words = Readonly<Record<string, Described>>;

export interface Program<O extends Options = Options, W extends Words = Words> {
  /** The first line of the help. */
  readonly usage: string;
  readonly options?: O;
  /** Positional arguments, in this order. */
  readonly words?: W;
}

type Value<D extends { default?: string }> = D extends { default: string }
  ? string
  : string | undefined;
type ValueOf<D extends Option> = D extends { type: 'boolean' }
  ? boolean | undefined
  : D extends { multiple: true }
    ? string[] | undefined
    : Value<D>;

type None = Readonly<Record<never, never>>;

export type Asked<O extends Options, W extends Words> = {
  readonly [Name in keyof O]: ValueOf<O[Name]>;
} & { readonly [Name in keyof W]: Value<W[Name]> } & { readonly help: boolean | undefined };

export function readOptions<const O extends Options = None, const W extends Words = None>(
  argv: readonly string[],
  program: Program<O, W>,
): Result<Asked<O, W>, string>;
export function helpOf(program: Program): string;
export function optionsOf<const O extends Options = None, const W extends Words = None>(
  argv: readonly string[],
  program: Program<O, W>,
): Asked<O, W>;
export function wholeNumber(min: number, max: number): Fit;
export const builtPortal: Fit;
