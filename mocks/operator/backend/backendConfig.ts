/** `npm run backend`: its configuration file and its options; the first thing that does not fit is named. */

import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { DAY_MS } from '../../../src/shared/time.ts';
import { armingsFrom } from '../../faults/arming.ts';
import { defaultLimits, type TspLimits } from '../tsp/base/limits.ts';
import type { Arguments } from './backendArguments.ts';
import { backendScenarios, isOperatorFault, OPERATOR_FAULTS } from './backendScenarios.ts';
import {
  boolean,
  type Field,
  integer,
  listOf,
  matching,
  maybe,
  object,
  oneOf,
  or,
  Unfit,
  unfit,
} from './fields.ts';

export interface FtpAccount {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Holds the password and nothing else; never in the configuration itself. */
  readonly passwordFile: string;
  readonly tls: 'none' | 'explicit' | 'implicit';
  readonly folder: string;
}

export interface AccountConfig {
  readonly user: string;
  readonly name: string;
  readonly role: 'clerk' | 'supervisor' | 'auditor';
  /** As `npm run backend -- --hash` prints it. Without one the host makes a password up for development and prints it. */
  readonly passwordHash?: string;
}

export interface BackendConfig {
  readonly state: string;
  readonly ports: Readonly<Record<'portal' | 'boss' | 'ppp' | 'console' | 'ftp', number>>;
  readonly bind: { readonly portal: string; readonly operator: string };
  readonly origins: readonly string[];
  readonly https: boolean;
  readonly portal: 'mocks' | 'production';
  /** Where that build is, when it is not where builds are. */
  readonly pages?: string;
  /** Above what `config.json` of the build says. */
  readonly operator: Readonly<Record<string, unknown>>;
  readonly merchant: string;
  readonly terminalGroup: string;
  readonly channel: string;
  readonly acquirer: string;
  readonly uploadBy: 'http' | 'file';
  readonly psams: number;
  readonly households?: number;
  readonly scenario?: string;
  /** Switched at the start, as the portal's address switches them: `boss-rejects:lasts,boss-down:off`. */
  readonly faults?: string;
  readonly limits: Partial<TspLimits>;
  readonly ftp: 'own' | FtpAccount;
  readonly accounts: readonly AccountConfig[];
  readonly settleByItself: boolean;
}

const port = integer(0, 65_535);
const address = matching(
  /^[0-9a-fA-F.:]{2,45}$/,
  'an address of this machine, like 127.0.0.1 or 0.0.0.0',
);
const capitals = (longest: number) =>
  matching(new RegExp(`^[A-Z0-9]{1,${longest}}$`), `1 to ${longest} capital letters and digits`);
const path = matching(/^.{1,400}$/, 'a path');

const origin: Field<string> = (value, at) => {
  try {
    if (typeof value === 'string' && /^https?:/.test(value) && new URL(value).origin === value) {
      return value;
    }
  } catch {
    // Not an address at all.
  }
  return unfit(at, value, 'an origin like https://portal.example, without a slash at its end');
};

const scenario: Field<string> = (value, at) =>
  typeof value === 'string' && Object.hasOwn(backendScenarios, value)
    ? value
    : unfit(at, value, 'a beginning without a box: --scenario list shows them');

const faults: Field<string> = (value, at) => {
  const names = typeof value === 'string' ? value.split(',') : [];
  const armings = armingsFrom(String(value));
  const fits = names.every((name) => isOperatorFault(name.split(':')[0]!));
  return fits && names.length > 0 && Object.keys(armings).length === names.length
    ? (value as string)
    : unfit(
        at,
        value,
        `a list like boss-rejects:lasts,boss-down:off (waits without a word); there are ${OPERATOR_FAULTS.join(', ')}`,
      );
};

const limits: Field<Partial<TspLimits>> = (value, at) => {
  const given = object(
    Object.fromEntries(Object.keys(defaultLimits).map((one) => [one, (own: unknown) => own])),
  )(value, at) as Record<string, unknown>;
  for (const [one, own] of Object.entries(given)) {
    const usual: unknown = defaultLimits[one as keyof TspLimits];
    if (typeof usual === 'number') integer(0, Number.MAX_SAFE_INTEGER)(own, `${at}.${one}`);
    else if (one === 'cutOff')
      matching(/^([01]\d|2[0-3])([0-5]\d){2}$/, 'HHMMSS')(own, `${at}.${one}`);
    else if (Array.isArray(usual)) listOf(integer(1, DAY_MS))(own, `${at}.${one}`);
    else matching(/^.{1,40}$/, 'a text')(own, `${at}.${one}`);
  }
  return given as Partial<TspLimits>;
};

const ftp: Field<'own' | FtpAccount> = (value, at) =>
  value === undefined || value === 'own'
    ? 'own'
    : object<FtpAccount>({
        host: matching(/^[A-Za-z0-9.:-]{1,253}$/, 'the name or address of the FTP server'),
        port: or(21, integer(1, 65_535)),
        user: matching(/^\S{1,80}$/, 'a user without blanks'),
        passwordFile: path,
        tls: or<'none' | 'explicit' | 'implicit'>(
          'explicit',
          oneOf('none', 'explicit', 'implicit'),
        ),
        folder: or('/', matching(/^\/[\w./-]*$/, 'a folder from /, letters, digits, . _ and -')),
      })(value, at);

const account = object<AccountConfig>({
  user: matching(/^[a-z][a-z0-9._-]{1,39}$/, '2 to 40 small letters, digits, . _ or -'),
  name: matching(/^.{1,40}$/, 'a name of at most 40 characters'),
  role: oneOf('clerk', 'supervisor', 'auditor'),
  passwordHash: maybe(matching(/^\S{20,300}$/, 'a hash as --hash prints it')) as Field<string>,
});

/** The people of the pretend world's console. */
export const DEVELOPMENT_ACCOUNTS: readonly AccountConfig[] = [
  { user: 'chen', name: '陈晓', role: 'clerk' },
  { user: 'wang', name: '王芳', role: 'supervisor' },
  { user: 'li', name: '李强', role: 'supervisor' },
  { user: 'zhou', name: '周敏', role: 'auditor' },
];

const wholeConfig = object<BackendConfig>({
  state: or('.cache/backend', path),
  ports: object({
    portal: or(8080, port),
    boss: or(8081, port),
    ppp: or(8082, port),
    console: or(8083, port),
    ftp: or(8021, port),
  }),
  bind: object({ portal: or('0.0.0.0', address), operator: or('127.0.0.1', address) }),
  origins: or<readonly string[]>([], listOf(origin)),
  https: or(false, boolean),
  portal: or<'mocks' | 'production'>('mocks', oneOf('mocks', 'production')),
  pages: maybe(path) as Field<string>,
  operator: or<Readonly<Record<string, unknown>>>({}, (value, at) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : unfit(at, value, 'an object: fields of config.json, docs in README'),
  ),
  merchant: or('CITYCABLE', capitals(20)),
  terminalGroup: or('CITYCABLE', capitals(12)),
  channel: or('TV01', matching(/^[A-Z0-9]{4}$/, '4 capital letters and digits')),
  acquirer: or('01020000', matching(/^[0-9]{8}$/, '8 digits')),
  uploadBy: or<'http' | 'file'>('file', oneOf('http', 'file')),
  psams: or(4, integer(1, 1_000)),
  households: maybe(integer(0, 100_000)) as Field<number>,
  scenario: maybe(scenario) as Field<string>,
  faults: maybe(faults) as Field<string>,
  limits: or({}, limits),
  ftp,
  accounts: or(DEVELOPMENT_ACCOUNTS, listOf(account)),
  settleByItself: or(true, boolean),
});

/** What opens every account of development opens none of production. */
function checkAccounts({ portal, accounts }: BackendConfig): void {
  if (portal !== 'production') return;
  const at = accounts.findIndex(({ passwordHash }) => passwordHash === undefined);
  if (at < 0) return;
  throw new Unfit(
    `accounts.${at}.passwordHash: nothing is there, and with portal "production" every account needs its own; npm run backend -- --hash makes one`,
  );
}

const NUMBERS = ['households', 'psams'] as const;

/** `source`: the text of the file, absent without one. Options stand above the file. */
export function backendConfig(
  source: string | undefined,
  { given }: Pick<Arguments, 'given'>,
): Result<BackendConfig, string> {
  let file: unknown = {};
  try {
    if (source !== undefined) file = JSON.parse(source);
  } catch (cause) {
    return fail(`config ${given.config}: not JSON (${(cause as Error).message})`);
  }
  const { config: _, bind, ...flags } = given;
  const above: Record<string, unknown> = { ...flags };
  for (const one of NUMBERS) {
    const text = given[one];
    if (text !== undefined) above[one] = /^\d{1,9}$/.test(text) ? Number(text) : text;
  }
  try {
    const isObject = typeof file === 'object' && file !== null && !Array.isArray(file);
    if (!isObject) return fail(`config ${given.config}: not an object`);
    const both: Record<string, unknown> = { ...(file as object), ...above };
    if (bind !== undefined) both.bind = { ...(both.bind as object | undefined), portal: bind };
    const config = wholeConfig(both, '');
    checkAccounts(config);
    return ok(config);
  } catch (cause) {
    if (cause instanceof Unfit) return fail(cause.message);
    throw cause;
  }
}
