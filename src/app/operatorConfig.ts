/** `config.json`: how the operator presents itself and where its TSP is. Read once at start, checked whole. */
import type { KeyProfile } from '../remote/keyProfile.ts';
import { fail, type Result } from '../shared/result.ts';
import { type Misfit, matching, object, optional, readAs } from '../tsp/shape.ts';
import type { Operator } from '../ui/operator.ts';
import { keysField } from './keyShape.ts';
import { namesShape } from './namesShape.ts';

export interface OperatorConfig extends Operator {
  /** Absolute https URL, or a path on the portal's own origin; no slash at its end. */
  readonly tspUrl: string;
  /** Where Back on the home screen leads; without it the window is closed. */
  readonly exitUrl?: string;
  /** The box's key profile: the name of a file of `keys/`, or a whole one. Without it the box is guessed. */
  readonly keys?: string | KeyProfile;
}

/** What is wrong, for the technician in front of the screen. */
export interface ConfigFault {
  readonly field: string;
  readonly value: string;
  readonly expected: string;
}

const URL_OR_PATH =
  /^(https:\/\/[^\s/]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)?(\/[^\s?#]*)?[^\s?#/]$/;

const fields = {
  name: namesShape,
  hotline: matching(/^[0-9a-z +()-]{3,20}$/, 'a telephone number of 3 to 20 characters'),
  accent: matching(/^#[0-9a-f]{6}$/i, 'a colour like #ffc857'),
  logo: optional(matching(/^\.?\/[^\s]*$/, 'a path on this origin')),
  tspUrl: matching(URL_OR_PATH, 'an https URL or a path, without a slash at its end'),
  exitUrl: optional(matching(/^(https?:\/\/|\.?\/)\S+$/, 'a URL or a path')),
  keys: optional(keysField),
};

/** A value for people, and not much of it. */
export const short = (value: unknown): string => {
  const json = value === undefined ? 'nothing' : JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
};

/** `file` is where the field stands. */
export const faultOf = ({ field, value, expected }: Misfit, file = '') =>
  fail({ field: `${file} ${field}`.trim() || 'config.json', value: short(value), expected });

/** Checks the text of `config.json`; the fault names the first field that does not fit. */
export function parseConfig(source: string): Result<OperatorConfig, ConfigFault> {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (cause) {
    return fail({
      field: 'config.json',
      value: short(source),
      expected: `JSON (${String(cause)})`,
    });
  }
  const read = readAs<OperatorConfig>(object(fields), json);
  if (!read.ok) return faultOf(read.error);
  const known = json as Readonly<Record<string, unknown>>;
  const field = Object.keys(known).find((name) => !(name in fields));
  return field === undefined
    ? read
    : faultOf({ field, value: known[field], expected: 'no such field: remove it' });
}
