/** The shape of a key profile: a file of `keys/`, or the `keys` of `config.json`. */
import type { KeyEventKind, KeyProfile, KeyTable } from '../../remote/keyProfile.ts';
import { COMMANDS } from '../../remote/keys.ts';
import {
  integer,
  listOf,
  type Misfit,
  matching,
  oneOf,
  optional,
  type Shape,
} from '../../tsp/shape.ts';
import { namesShape } from './namesShape.ts';
import { noted } from './readFile.ts';

/** Without these nobody can use the portal. */
const NEEDED = COMMANDS.slice(0, 6);

const table =
  (name: RegExp): Shape<KeyTable> =>
  (value, field, misfits) => {
    const misfit = (at: string, given: unknown) => misfits.push({ field: at, value: given });
    if (Object(value) !== value || Array.isArray(value)) misfit(field, value);
    const given = Object(value) as KeyTable;
    for (const code of Object.keys(given)) {
      if (!name.test(code)) misfit(field, code);
      const command = given[code]!;
      if (COMMANDS.indexOf(command) < 0) misfit(`${field}.${code}`, command);
    }
    return given;
  };

const codes = table(/^(ctrl\+)?(alt\+)?(shift\+)?[1-9]\d*$/);

const keys: Shape<KeyTable> = (value, field, misfits) => {
  const read = codes(value, field, misfits);
  const has = Object.keys(read).map((code) => read[code]);
  const missing = NEEDED.find((command) => has.indexOf(command) < 0);
  if (missing) misfits.push({ field: `${field}.${missing}`, value: undefined });
  return read;
};

const fields = {
  name: matching(/^[a-z0-9-]{1,40}$/),
  title: optional(namesShape),
  source: optional(matching(/^/)),
  keys,
  events: optional(listOf(oneOf<KeyEventKind>('keypress', 'irkeypress', 'systemevent'))),
  virtual: optional(integer(1, 65_535)),
  register: optional(listOf(matching(/./))),
  keyset: optional(integer(1, 4095)),
  vk: optional(table(/^VK_\w+$/)),
};

export const keyProfile: Shape<KeyProfile> = noted(fields);

/** The operator's `keys`: the name of a file, or a whole profile. */
export const keysField: Shape<string | KeyProfile> = (value, field, misfits: Misfit[]) =>
  (typeof value === 'string' ? fields.name : keyProfile)(value, field, misfits);
