/** The reader daemon's options: command line before environment before file; the first that does not fit is named. */
import { fail, ok, type Result } from '../../../src/shared/result.ts';

export interface DaemonConfig {
  readonly port: number;
  readonly origins: readonly string[];
  /** Absent: a new one is made. */
  readonly token?: string;
  readonly stbId?: string;
  /** 32 bytes hex. */
  readonly key?: string;
  readonly readers: readonly string[];
  readonly allowVerify: boolean;
}

export interface ConfigParts {
  /** Of the command line, as `readOptions` answers them. */
  readonly words: { readonly [Name in Flag]?: string | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @throws when the file cannot be read. */
  readonly readFile: (path: string) => string;
}

const DEFAULT_PORT = 35980;
const DEFAULT_ORIGINS = ['http://localhost:5173', 'http://localhost:4173'];

/** Each of them may also come from the environment; all but `config` from the file. */
export const daemonProgram = {
  usage: 'npm run reader-daemon -- [options]      docs/host-bridge.md',
  options: {
    config: { type: 'string', is: 'FILE', about: 'all of this in a file of JSON' },
    port: { type: 'string', is: 'N', about: `${DEFAULT_PORT} without it; 0 takes a free one` },
    origins: { type: 'string', is: 'URL,…', about: 'pages that may use the readers' },
    token: {
      type: 'string',
      is: 'TOKEN',
      about: 'what a page must know; a new one each start without it',
    },
    'token-file': { type: 'string', is: 'FILE', about: 'holds the token and nothing else' },
    'stb-id': { type: 'string', is: 'ID', about: "the box's; the development box without it" },
    'key-file': { type: 'string', is: 'FILE', about: "holds the box's key, 64 hex digits" },
    readers: { type: 'string', is: 'NAME,…', about: 'only these; all without it' },
    'allow-verify': {
      type: 'string',
      is: 'true',
      alone: 'true',
      about: 'lets VERIFY through to the card',
    },
  },
} as const;

type Flag = keyof typeof daemonProgram.options;
type Option =
  | 'config'
  | 'port'
  | 'origins'
  | 'token'
  | 'tokenFile'
  | 'stbId'
  | 'keyFile'
  | 'readers'
  | 'allowVerify';
type Given = Partial<Record<Option, string>>;

const FLAGS = Object.keys(daemonProgram.options) as Flag[];
const optionOf = (flag: Flag): Option =>
  flag.replace(/-[a-z]/g, (letter) => letter.charAt(1).toUpperCase()) as Option;
const OPTIONS = FLAGS.map(optionOf);

/** A complaint for the operator; caught in `daemonConfig`. */
class Unfit extends Error {}

const variableOf = (option: Option): string =>
  `READER_DAEMON_${option.replace(/[A-Z]/g, '_$&').toUpperCase()}`;

function fromCommandLine(words: ConfigParts['words']): Given {
  const given: Given = {};
  for (const flag of FLAGS) {
    const value = words[flag];
    if (value !== undefined) given[optionOf(flag)] = value;
  }
  return given;
}

function fromEnvironment(env: ConfigParts['env']): Given {
  const given: Given = {};
  for (const option of OPTIONS) {
    const value = env[variableOf(option)];
    if (value !== undefined && value !== '') given[option] = value;
  }
  return given;
}

function fromFile(path: string, readFile: ConfigParts['readFile']): Given {
  let whole: unknown;
  try {
    whole = JSON.parse(readFile(path));
  } catch (cause) {
    throw new Unfit(`config ${path}: ${(cause as Error).message}`);
  }
  if (typeof whole !== 'object' || whole === null) throw new Unfit(`config ${path}: not an object`);
  const given: Given = {};
  for (const [name, value] of Object.entries(whole)) {
    const option = OPTIONS.find((one) => one === name && one !== 'config');
    if (!option) throw new Unfit(`config ${path}: no option is called "${name}"`);
    if (!['string', 'number', 'boolean'].includes(typeof value) && !Array.isArray(value)) {
      throw new Unfit(`config ${path}: "${name}" is no text, number, list, true or false`);
    }
    given[option] = String(value);
  }
  return given;
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** An origin as browsers send it: scheme, host, port where it is not the usual one, and nothing after it. */
function isOrigin(text: string): boolean {
  try {
    return /^https?:/.test(text) && new URL(text).origin === text;
  } catch {
    return false;
  }
}

function read(given: Given, readFile: ConfigParts['readFile']): DaemonConfig {
  const must = (fits: boolean, option: Option, expected: string) => {
    if (!fits) throw new Unfit(`${option}: ${given[option]} is not ${expected}`);
  };
  const file = (option: 'tokenFile' | 'keyFile'): string | undefined => {
    const path = given[option];
    if (path === undefined) return undefined;
    try {
      return readFile(path).trim();
    } catch (cause) {
      throw new Unfit(`${option} ${path}: ${(cause as Error).message}`);
    }
  };
  const port = Number(given.port ?? DEFAULT_PORT);
  must(/^\d+$/.test(given.port ?? '1') && port <= 65_535, 'port', 'a port from 0 to 65535');
  const origins = given.origins === undefined ? DEFAULT_ORIGINS : listOf(given.origins);
  must(
    origins.length > 0 && origins.every(isOrigin),
    'origins',
    'a list of origins, https://portal.example',
  );
  if (given.token !== undefined && given.tokenFile !== undefined) {
    throw new Unfit('token and tokenFile: one of them');
  }
  const token = file('tokenFile') ?? given.token;
  if (token !== undefined && !/^[!-~]{16,256}$/.test(token)) {
    throw new Unfit('token: not 16 to 256 printable characters without blanks');
  }
  const { stbId } = given;
  must(
    stbId === undefined || /^[A-Za-z0-9_-]{1,40}$/.test(stbId),
    'stbId',
    '1 to 40 letters, digits, - or _',
  );
  const key = file('keyFile');
  if (key !== undefined && !/^[0-9A-Fa-f]{64}$/.test(key))
    throw new Unfit('keyFile: not 64 hex digits');
  if ((key === undefined) !== (stbId === undefined))
    throw new Unfit('stbId and keyFile: both or none');
  const verify = given.allowVerify ?? 'false';
  must(['true', 'false'].includes(verify), 'allowVerify', 'true or false');
  return {
    port,
    origins,
    readers: listOf(given.readers ?? ''),
    allowVerify: verify === 'true',
    ...(token === undefined ? {} : { token }),
    ...(stbId === undefined ? {} : { stbId }),
    ...(key === undefined ? {} : { key }),
  };
}

/** The error is a sentence that begins with what does not fit; it never repeats a token or a key. */
export function daemonConfig({ words, env, readFile }: ConfigParts): Result<DaemonConfig, string> {
  try {
    const line = fromCommandLine(words);
    const variables = fromEnvironment(env);
    const path = line.config ?? variables.config;
    const file = path === undefined ? {} : fromFile(path, readFile);
    return ok(read({ ...file, ...variables, ...line }, readFile));
  } catch (cause) {
    if (cause instanceof Unfit) return fail(cause.message);
    throw cause;
  }
}
