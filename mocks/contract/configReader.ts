/**
 * Checks configuration files of programs against their published schemas (docs/schemas). Reports the first invalid field in
 * one sentence with its value and what to write instead. Not for pages: Ajv compiles with `new Function`.
 */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { nearest } from '../start/nearest.mjs';
import { fieldName, shown } from './describeError.ts';

export interface ConfigFault {
  /** `ports.portal`, `accounts[0].role`; empty for the whole file. */
  readonly field: string;
  /** The rest of the sentence: `"8080" is not a whole number from 0 to 65535`. */
  readonly wrong: string;
}

export const configSentence = ({ field, wrong }: ConfigFault): string =>
  field === '' ? wrong : `${field}: ${wrong}`;

/** The keywords of a schema that describe valid values; editors show `patternErrorMessage`, too. */
interface Rule {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly patternErrorMessage?: string;
  /** A secret: its value is never shown. */
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, Rule>>;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function expected(rule: Rule): string {
  if (rule.patternErrorMessage !== undefined) return rule.patternErrorMessage;
  if (rule.enum !== undefined) return `one of ${rule.enum.join(', ')}`;
  if (rule.const !== undefined) return shown(rule.const);
  if (rule.type === 'integer') return `a whole number from ${rule.minimum} to ${rule.maximum}`;
  if (rule.minItems !== undefined) {
    const { minItems, maxItems } = rule;
    return maxItems === undefined
      ? `a list of at least ${minItems}`
      : `a list of ${minItems} to ${maxItems}`;
  }
  return TYPES[rule.type ?? ''] ?? 'what the schema asks for';
}

/** Describes a value. Lists and objects are not shown, because they may contain a secret. */
function value(data: unknown, rule: Rule): string {
  if (rule.writeOnly === true) return 'what is given (not shown)';
  if (Array.isArray(data)) return data.length === 0 ? 'an empty list' : 'a list';
  return typeof data === 'object' && data !== null ? 'an object' : shown(data);
}

/** Whether this is an origin as browsers send it: scheme, host, and the port unless it is the default. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

function faultOf(error: ErrorObject): ConfigFault {
  const within = fieldName(error.instancePath);
  const inside = (name: string) => (within === '' ? name : `${within}.${name}`);
  const rule = error.parentSchema as Rule;
  const { properties = {} } = rule;
  const names = Object.keys(properties).filter((name) => name !== '$schema');
  const { params } = error;
  if (error.keyword === 'required') {
    const name = String(params.missingProperty);
    const { [name]: own = {} } = properties;
    return { field: inside(name), wrong: `nothing is not ${expected(own)}` };
  }
  if (error.keyword === 'additionalProperties') {
    const name = String(params.additionalProperty);
    const meant = nearest(name, names);
    const remedy =
      meant === undefined ? 'remove it, or use one of' : `did you mean ${meant}? There are`;
    return { field: inside(name), wrong: `there is no such field; ${remedy} ${names.join(', ')}` };
  }
  return { field: within, wrong: `${value(error.data, rule)} is not ${expected(rule)}` };
}

/** Checks a value and answers it with the schema's defaults filled in; the value itself is not changed. */
type ConfigReader<T> = (given: unknown) => Result<T, ConfigFault>;

/** `schema` is one of docs/schemas (2020-12). `T` is the type it describes once defaults are filled in. */
export function configReader<T>(schema: object): ConfigReader<T> {
  const ajv = new Ajv2020({ strict: true, useDefaults: true, verbose: true });
  ajv.addFormat('origin', isOrigin);
  ajv.addKeyword('patternErrorMessage');
  const fits = ajv.compile(schema);
  return (given) => {
    const read = structuredClone(given);
    if (!fits(read)) return fail(faultOf(fits.errors![0]!));
    const { $schema: _, ...config } = read as Record<string, unknown>;
    return ok(config as T);
  };
}
