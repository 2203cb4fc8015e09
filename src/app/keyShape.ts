/** The shape of a key profile: a file of `keys/`, or the `keys` of `config.json`. */
import type { KeyEventKind, KeyProfile, KeyTable } from '../remote/keyProfile.ts';
import { COMMANDS } from '../remote/keys.ts';
import {
  integer,
  listOf,
  type Misfit,
  matching,
  oneOf,
  optional,
  type Shape,
} from '../tsp/shape.ts';
import { namesShape } from './namesShape.ts';
import { closed } from './readFile.ts';

/** Without these nobody can use the portal. */
const NEEDED = COMMANDS.slice(0, 6);

const table =
  (name: RegExp, expected: string): Shape<KeyTable> =>
  (value, field, misfits) => {
    if (Object(value) !== value || Array.isArray(value)) misfits.push({ field, value, expected });
    const given = Object(value) as KeyTable;
    for (const code of Object.keys(given)) {
      if (!name.test(code)) misfits.push({ field, value: code, expected });
      const command = given[code]!;
      if (COMMANDS.indexOf(command) < 0) {
        misfits.push({ field: `${field}.${code}`, value: command, expected: `${COMMANDS}` });
      }
    }
    return given;
  };

const codes = table(/^(ctrl\+)?(alt\+)?(shift\+)?[1-9]\d*$/, 'a code like 13 or ctrl+112');

const keys: Shape<KeyTable> = (value, field, misfits) => {
  const read = codes(value, field, misfits);
  const has = Object.keys(read).map((code) => read[code]);
  const missing = NEEDED.find((command) => has.indexOf(command) < 0);
  if (missing) misfits.push({ field, value: undefined, expected: `a code for ${missing}` });
  return read;
};

const fields = {
  name: matching(/^[a-z0-9-]+$/, 'a name of small letters, digits and -'),
  title: optional(namesShape),
  source: optional(matching(/^/)),
  keys,
  events: optional(listOf(oneOf<KeyEventKind>('keypress', 'irkeypress', 'systemevent'))),
  virtual: optional(integer(1, 65_535)),
  register: optional(listOf(matching(/./))),
  keyset: optional(integer(1, 4095)),
  vk: optional(table(/^VK_\w+$/, 'a name like VK_RED')),
};

export const keyProfile: Shape<KeyProfile> = closed(fields, 'a key profile');

/** The operator's `keys`: the name of a file, or a whole profile. */
export const keysField: Shape<string | KeyProfile> = (value, field, misfits: Misfit[]) =>
  (typeof value === 'string' ? fields.name : keyProfile)(value, field, misfits);
