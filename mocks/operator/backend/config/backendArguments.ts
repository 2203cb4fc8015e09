/** The options of `npm run backend`, read but not yet checked. */
import { ok, type Result } from '../../../../src/shared/result.ts';
import { helpOf, readOptions } from '../../../start/options.mjs';

/** A mistake on the command line or in the file: a sentence for the person who wrote it. */
export class BadArguments extends Error {
  readonly exitCode = 2;
}

/** Values are checked together with the file, whose fields have the same names. */
export const backendOptions = {
  config: {
    type: 'string',
    is: 'FILE',
    about: 'ports, limits, FTP, accounts (docs/samples/backend-config.json)',
  },
  state: {
    type: 'string',
    is: 'DIR',
    about: "folder of the operator's side; .cache/backend without it",
  },
  reset: { type: 'boolean', about: 'begin with nothing: everything in the state is deleted' },
  scenario: { type: 'string', is: 'NAME', about: 'how a new state begins; list shows the names' },
  faults: {
    type: 'string',
    is: 'LIST',
    about: 'what goes wrong at BOSS and the platform: boss-rejects:lasts, boss-rejects:off',
  },
  households: {
    type: 'string',
    is: 'N',
    about: 'number of further boxes, with keys and subscribers',
  },
  psams: { type: 'string', is: 'N', about: 'number of PSAMs in the pool' },
  portal: {
    type: 'string',
    is: 'NAME',
    about: 'mocks (simulated cards, for development) or production',
  },
  bind: {
    type: 'string',
    is: 'ADDRESS',
    about: "what the portal's port listens on; 0.0.0.0 without it",
  },
  demo: {
    type: 'boolean',
    about: 'begin with recorded days of a small town, in a state of its own: no real payments',
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

/** The options that were given. They win over the file. */
export type Given = {
  readonly [Name in Exclude<keyof typeof backendOptions, 'reset' | 'demo'>]?: string | undefined;
};

export interface Arguments {
  readonly reset: boolean;
  readonly demo: boolean;
  /** When given, nothing is started; only this is printed. */
  readonly shows?: 'scenarios' | 'help' | 'hash';
  readonly given: Given;
}

export function readArguments(argv: readonly string[]): Result<Arguments, string> {
  const read = readOptions(argv, program);
  if (!read.ok) return read;
  const { reset = false, demo = false, help, hash, ...given } = read.value;
  if (help) return ok({ reset, demo, shows: 'help', given });
  if (hash) return ok({ reset, demo, shows: 'hash', given });
  if (given.scenario !== 'list') return ok({ reset, demo, given });
  const { scenario: _, ...others } = given;
  return ok({ reset, demo, shows: 'scenarios', given: others });
}
