/**
 * The configuration of `npm run backend`: its file and its options. Valid values are in
 * docs/schemas/backend-config.schema.json.
 */
import { isIP } from 'node:net';
import schema from '../../../../docs/schemas/backend-config.schema.json' with { type: 'json' };
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { configJson } from '../../../contract/configJson.ts';
import { type ConfigFault, configReader, configSentence } from '../../../contract/configReader.ts';
import { armingsFrom } from '../../../faults/arming.ts';
import type { LogStyle } from '../../../start/programLog.ts';
import type { TspLimits } from '../../tsp/base/limits.ts';
import type { RefusedClaims, TacCheckMode } from '../../tsp/base/refusedClaims.ts';
import type { Arguments, Given } from './backendArguments.ts';
import { backendScenarios, isOperatorFault, OPERATOR_FAULTS } from './backendScenarios.ts';
import { operatorFault } from './portalFields.ts';

export interface FtpAccount {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The file has the password and nothing else. The password is never in the configuration itself. */
  readonly passwordFile: string;
  readonly tls: 'none' | 'explicit' | 'implicit';
  readonly folder: string;
}

export interface AccountConfig {
  readonly user: string;
  readonly name: string;
  readonly role: 'clerk' | 'supervisor' | 'auditor';
  /**
   * As `npm run backend -- --hash` prints it. Without it the host makes up a password for development and prints it.
   */
  readonly passwordHash?: string;
}

export interface BackendConfig {
  readonly state: string;
  readonly ports: Readonly<Record<'portal' | 'boss' | 'ppp' | 'console' | 'ftp', number>>;
  readonly bind: { readonly portal: string; readonly operator: string };
  readonly origins: readonly string[];
  /** Proxies before the portal, by address: what they say of a box's address is believed. */
  readonly proxies: readonly string[];
  readonly https: boolean;
  readonly portal: 'mocks' | 'production';
  /** The folder of that build, if it is not the usual one. */
  readonly pages?: string;
  /** Wins over `config.json` of the build. */
  readonly operator: Readonly<Record<string, unknown>>;
  readonly merchant: string;
  readonly terminalGroup: string;
  readonly channel: string;
  readonly acquirer: string;
  readonly uploadBy: 'http' | 'file';
  readonly tacCheck: TacCheckMode;
  readonly refusedClaims: RefusedClaims;
  readonly psams: number;
  readonly households?: number;
  readonly scenario?: string;
  /** Faults switched at the start, written as in the portal's address: `boss-rejects:lasts,boss-down:off`. */
  readonly faults?: string;
  readonly limits: Partial<TspLimits>;
  readonly ftp: 'own' | FtpAccount;
  readonly accounts: readonly AccountConfig[];
  readonly settleByItself: boolean;
  readonly log?: LogStyle;
}

export const MOST_HOUSEHOLDS = schema.properties.households.maximum;
export const MOST_PSAMS = schema.properties.psams.maximum;

/** The people at the console in development. */
const DEVELOPMENT_ACCOUNTS: readonly AccountConfig[] = [
  { user: 'chen', name: '陈晓', role: 'clerk' },
  { user: 'wang', name: '王芳', role: 'supervisor' },
  { user: 'li', name: '李强', role: 'supervisor' },
  { user: 'zhou', name: '周敏', role: 'auditor' },
];

/** Reads the file; defaults come from the schema. */
const readWhole = configReader<Omit<BackendConfig, 'accounts'> & Partial<BackendConfig>>(schema);

const isBeginning = (scenario: string | undefined): boolean =>
  scenario === undefined || Object.hasOwn(backendScenarios, scenario);

function areFaults(faults: string | undefined): boolean {
  if (faults === undefined) return true;
  const names = faults.split(',');
  return (
    names.every((name) => isOperatorFault(name.split(':')[0]!)) &&
    Object.keys(armingsFrom(faults)).length === names.length
  );
}

function addressFault({ bind, proxies }: BackendConfig): ConfigFault | null {
  const proxy = proxies.findIndex((address) => isIP(address) === 0);
  if (proxy >= 0) {
    const wrong = `${JSON.stringify(proxies[proxy])} is not an address, like 127.0.0.1 or 10.1.0.1`;
    return { field: `proxies[${proxy}]`, wrong };
  }
  const name = (['portal', 'operator'] as const).find((each) => isIP(bind[each]) === 0);
  if (name === undefined) return null;
  const wrong = `${JSON.stringify(bind[name])} is not an address of this machine, like 127.0.0.1 or 0.0.0.0`;
  return { field: `bind.${name}`, wrong };
}

function doubleAccount(accounts: readonly AccountConfig[]): ConfigFault | null {
  const users = accounts.map(({ user }) => user);
  const at = users.findIndex((user, place) => users.indexOf(user) < place);
  if (at < 0) return null;
  const first = users.indexOf(users[at]!);
  const wrong = `${JSON.stringify(users[at])} is accounts[${first}] already; give each account a user of its own`;
  return { field: `accounts[${at}].user`, wrong };
}

const EVERY_ADDRESS = ['0.0.0.0', '::'];

/** Two ports of this host at one address cannot be the same; 0 is any free one. An FTP server elsewhere has its own. */
function doublePort({ ports, bind, ftp }: BackendConfig): ConfigFault | null {
  const names = (['portal', 'boss', 'ppp', 'console', 'ftp'] as const).filter(
    (name) => ports[name] !== 0 && (name !== 'ftp' || ftp === 'own'),
  );
  const addressOf = (name: (typeof names)[number]) =>
    name === 'portal' ? bind.portal : name === 'ftp' ? '127.0.0.1' : bind.operator;
  const meets = (a: string, b: string) =>
    a === b || EVERY_ADDRESS.includes(a) || EVERY_ADDRESS.includes(b);
  for (const [place, name] of names.entries()) {
    const first = names
      .slice(0, place)
      .find((other) => ports[other] === ports[name] && meets(addressOf(other), addressOf(name)));
    if (first === undefined) continue;
    const wrong = `${ports[name]} is ports.${first} already; give each a port of its own (0: any free port)`;
    return { field: `ports.${name}`, wrong };
  }
  return null;
}

/** Checks what a schema cannot say: names that are in the code, and fields that depend on each other. */
function beyondSchema(config: BackendConfig): ConfigFault | null {
  const { portal, accounts, scenario, faults } = config;
  const fault =
    addressFault(config) ??
    doublePort(config) ??
    operatorFault(config.operator) ??
    doubleAccount(accounts);
  if (fault) return fault;
  if (!isBeginning(scenario)) {
    const wrong = `${JSON.stringify(scenario)} is not a beginning without a box: --scenario list shows them`;
    return { field: 'scenario', wrong };
  }
  if (!areFaults(faults)) {
    const wrong = `${JSON.stringify(faults)} is not a list like boss-rejects:lasts,boss-down:off (a name alone waits for its step); there are ${OPERATOR_FAULTS.join(', ')}`;
    return { field: 'faults', wrong };
  }
  // In production no account may share the development password.
  const at = accounts.findIndex(({ passwordHash }) => passwordHash === undefined);
  if (portal !== 'production' || at < 0) return null;
  if (accounts === DEVELOPMENT_ACCOUNTS) {
    const wrong =
      'there are none, and portal "production" brings none of its own; list them in the file of --config, each with what npm run backend -- --hash prints';
    return { field: 'accounts', wrong };
  }
  return {
    field: `accounts[${at}].passwordHash`,
    wrong:
      'nothing is there, and with portal "production" every account needs its own; npm run backend -- --hash makes one',
  };
}

function readConfig(given: unknown): Result<BackendConfig, ConfigFault> {
  const read = readWhole(given);
  if (!read.ok) return read;
  const config = { accounts: DEVELOPMENT_ACCOUNTS, ...read.value };
  const fault = beyondSchema(config);
  return fault === null ? ok(config) : fail(fault);
}

const NUMBERS = ['households', 'psams'] as const;

/** Options as fields of the file. A number that is not valid stays as it was written. */
function fieldsOf({ config: _, bind, ...flags }: Given, file: object): object {
  const fields: Record<string, unknown> = { ...flags };
  for (const name of NUMBERS) {
    const text = flags[name];
    if (text !== undefined) fields[name] = /^\d{1,9}$/.test(text) ? Number(text) : text;
  }
  if (bind !== undefined)
    fields.bind = { ...('bind' in file ? (file.bind as object) : {}), portal: bind };
  return fields;
}

/** Reads the configuration. `source`: the file, absent without one. Options win over the file. */
export function backendConfig(
  source: Uint8Array | string | undefined,
  { given }: Pick<Arguments, 'given'>,
): Result<BackendConfig, string> {
  const where = given.config === undefined ? 'config' : `config ${given.config}`;
  const file = configJson(source ?? '{}');
  if (!file.ok) return fail(`${where}: ${file.error}`);
  // The file is checked alone first, so that its mistakes are not blamed on an option.
  const alone = readWhole(file.value);
  if (!alone.ok) return fail(`${where}: ${configSentence(alone.error)}`);
  const own = file.value as object;
  const options = fieldsOf(given, own);
  const config = readConfig({ ...own, ...options });
  if (config.ok) return config;
  const { field, wrong } = config.error;
  // The option has the name of the whole group.
  if (field === 'bind.portal' && given.bind !== undefined) return fail(`--bind: ${wrong}`);
  const [name = ''] = field.split(/[.[]/);
  const isOption = name !== 'bind' && name in options;
  return fail(`${isOption ? '--' : `${where}: `}${configSentence(config.error)}`);
}
