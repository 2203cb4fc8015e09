/** The words of `npm run backend`, before anybody asks what they mean. */
import { ok, type Result } from '../../../../src/shared/result.ts';
import { helpOf, readOptions } from '../../../start/options.mjs';

/** Wrong words on the command line or in the file: a sentence for the person who wrote them. */
export class BadArguments extends Error {
  readonly exitCode = 2;
}

/** What a word means beyond its shape is checked with the file, whose fields have the same names. */
export const backendOptions = {
  config: {
    type: 'string',
    is: 'FILE',
    about: 'ports, limits, FTP, accounts (docs/samples/backend-config.json)',
  },
  state: {
    type: 'string',
    is: 'DIR',
    about: "where the operator's side lives; .cache/backend without it",
  },
  reset: { type: 'boolean', about: 'begin with nothing: everything in the state is thrown away' },
  scenario: { type: 'string', is: 'NAME', about: 'how a new state begins; list shows the names' },
  faults: {
    type: 'string',
    is: 'LIST',
    about: 'what goes wrong at BOSS and the platform: boss-rejects:lasts, boss-rejects:off',
  },
  households: { type: 'string', is: 'N', about: 'so many boxes with keys and subscribers more' },
  psams: { type: 'string', is: 'N', about: 'so many PSAMs in the pool' },
  portal: {
    type: 'string',
    is: 'NAME',
    about: 'mocks (pretend cards, for development) or production',
  },
  bind: {
    type: 'string',
    is: 'ADDRESS',
    about: "what the portal's port listens on; 0.0.0.0 without it",
  },
  log: {
    type: 'string',
    is: 'STYLE',
    about: 'how log lines look: json or text; text on a terminal without it, else json',
  },
} as const;

const program = {
  usage: 'npm run backend -- [options]      docs/operate/backend.md',
  options: {
    ...backendOptions,
    hash: {
      type: 'boolean',
      about: 'hashes a password, one line on standard input, for an account',
    },
  },
} as const;

export const backendHelp = helpOf(program);

/** What is said on the command line stands above the file. */
export type Given = {
  readonly [Name in Exclude<keyof typeof backendOptions, 'reset'>]?: string | undefined;
};

export interface Arguments {
  readonly reset: boolean;
  /** Nothing is started: the list, or help, is all that is asked for. */
  readonly shows?: 'scenarios' | 'help' | 'hash';
  readonly given: Given;
}

export function readArguments(argv: readonly string[]): Result<Arguments, string> {
  const read = readOptions(argv, program);
  if (!read.ok) return read;
  const { reset = false, help, hash, ...given } = read.value;
  if (help) return ok({ reset, shows: 'help', given });
  if (hash) return ok({ reset, shows: 'hash', given });
  if (given.scenario !== 'list') return ok({ reset, given });
  const { scenario: _, ...others } = given;
  return ok({ reset, shows: 'scenarios', given: others });
}
