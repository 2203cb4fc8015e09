/** The reader daemon's options: the command line overrides the environment, which overrides the file. Names the first error. */
import schema from '../../../docs/schemas/reader-daemon-config.schema.json' with { type: 'json' };
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { configJson, utf8Of } from '../../contract/configJson.ts';
import { configReader, configSentence } from '../../contract/configReader.ts';
import type { LogStyle } from '../../start/programLog.ts';

export interface DaemonConfig {
  readonly port: number;
  readonly origins: readonly string[];
  /** Absent: a new one is made at each start. */
  readonly token?: string;
  readonly stbId?: string;
  /** 32 bytes hex. */
  readonly key?: string;
  readonly readers: readonly string[];
  readonly allowVerify: boolean;
  readonly log?: LogStyle;
}

interface ConfigParts {
  /** The command line, as `readOptions` answers it. */
  readonly words: { readonly [Name in Flag]?: string | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @throws when the file cannot be read. */
  readonly readFile: (path: string) => Uint8Array;
}

/** Each option may also come from the environment, and all but `config` from the file. */
export const daemonProgram = {
  usage: 'npm run reader-daemon -- [options]      docs/integrate/host-bridge.md',
  options: {
    config: { type: 'string', is: 'FILE', about: 'all of this in a file of JSON' },
    port: {
      type: 'string',
      is: 'N',
      about: `${schema.properties.port.default} without it; 0 takes a free one`,
    },
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
    log: {
      type: 'string',
      is: 'STYLE',
      about: 'how log lines look: json or text; text on a terminal without it, else json',
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
  | 'allowVerify'
  | 'log';
type Given = Partial<Record<Option, string>>;

const FLAGS = Object.keys(daemonProgram.options) as Flag[];
const optionOf = (flag: Flag): Option =>
  flag.replace(/-[a-z]/g, (letter) => letter.charAt(1).toUpperCase()) as Option;
const OPTIONS = FLAGS.map(optionOf);

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

/** The fields of the file (docs/schemas/reader-daemon-config.schema.json); text from elsewhere is converted to them. */
interface Fields extends Omit<DaemonConfig, 'key'> {
  readonly tokenFile?: string;
  readonly keyFile?: string;
}

const readFields = configReader<Fields>(schema);

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

/** Converts text to fields of the file; text that cannot be converted stays text, and the schema refuses it. */
function fieldsOf({ config: _, ...words }: Given): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...words };
  const { port, origins, readers, allowVerify } = words;
  if (port !== undefined && /^\d{1,9}$/.test(port)) fields.port = Number(port);
  if (origins !== undefined) fields.origins = listOf(origins);
  if (readers !== undefined) fields.readers = listOf(readers);
  if (allowVerify === 'true' || allowVerify === 'false')
    fields.allowVerify = allowVerify === 'true';
  return fields;
}

type ReadFile = ConfigParts['readFile'];

function bytesOf(what: string, path: string, readFile: ReadFile): Result<Uint8Array, string> {
  try {
    return ok(readFile(path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return fail(`${what} ${path}: it cannot be read (${code}); is the path right?`);
  }
}

function textOf(what: string, path: string, readFile: ReadFile): Result<string, string> {
  const bytes = bytesOf(what, path, readFile);
  const text = bytes.ok ? utf8Of(bytes.value) : bytes;
  return text.ok || !bytes.ok ? text : fail(`${what} ${path}: ${text.error}`);
}

/** Reads and checks the file separately, so that an error in it is not blamed on an option. */
function fromFile(path: string | undefined, readFile: ReadFile): Result<object, string> {
  if (path === undefined) return ok({});
  const bytes = bytesOf('config', path, readFile);
  if (!bytes.ok) return bytes;
  const json = configJson(bytes.value);
  if (!json.ok) return fail(`config ${path}: ${json.error}`);
  const read = readFields(json.value);
  return read.ok ? ok(json.value as object) : fail(`config ${path}: ${configSentence(read.error)}`);
}

const TOKEN = new RegExp(schema.properties.token.pattern);
const KEY = /^[0-9A-Fa-f]{64}$/;

/** Reads token and key from their files. */
function withSecrets(fields: Fields, readFile: ReadFile): Result<DaemonConfig, string> {
  const { tokenFile, keyFile, ...config } = fields;
  if (config.token !== undefined && tokenFile !== undefined) {
    return fail('token and tokenFile: give one of them');
  }
  if ((keyFile === undefined) !== (config.stbId === undefined)) {
    return fail('stbId and keyFile: give both or none');
  }
  const token = tokenFile === undefined ? undefined : textOf('tokenFile', tokenFile, readFile);
  if (token?.ok === false) return token;
  if (token !== undefined && !TOKEN.test(token.value.trim())) {
    return fail(`tokenFile ${tokenFile}: not 16 to 256 printable characters without blanks`);
  }
  const key = keyFile === undefined ? undefined : textOf('keyFile', keyFile, readFile);
  if (key?.ok === false) return key;
  if (key !== undefined && !KEY.test(key.value.trim())) {
    return fail(`keyFile ${keyFile}: not 64 hex digits`);
  }
  return ok({
    ...config,
    ...(token === undefined ? {} : { token: token.value.trim() }),
    ...(key === undefined ? {} : { key: key.value.trim() }),
  });
}

/** The error is a sentence that begins with what is wrong; it never repeats a token or a key. */
export function daemonConfig({ words, env, readFile }: ConfigParts): Result<DaemonConfig, string> {
  const given = { ...fromEnvironment(env), ...fromCommandLine(words) };
  const file = fromFile(given.config, readFile);
  if (!file.ok) return file;
  const fields = readFields({ ...file.value, ...fieldsOf(given) });
  return fields.ok ? withSecrets(fields.value, readFile) : fail(configSentence(fields.error));
}
