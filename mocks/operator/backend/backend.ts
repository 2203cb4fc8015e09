/** `npm run backend`: options, state, host, and a word on where everything is; runs until it is told to stop. */
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Log } from '../../../src/shared/log.ts';
import { type Arguments, BadArguments, readArguments } from './backendArguments.ts';
import { type BackendConfig, backendConfig } from './backendConfig.ts';
import { scenarioList } from './backendScenarios.ts';
import { type NodeHost, startNodeHost } from './nodeHost.ts';
import { scryptPasswords } from './passwords.ts';
import { portalConfigIn } from './portalConfig.ts';
import { openState } from './stateDirectory.ts';

const SHORTEST_PASSWORD = 10;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const log: Log = (area, message) => print(`${new Date().toISOString()} [${area}] ${message}`);

const HELP = `npm run backend -- [options]      docs/backend.md

  --config FILE       ports, limits, FTP, accounts (docs/samples/backend-config.json)
  --state DIR         where the operator's side lives; .cache/backend without it
  --reset             begin anew: everything in the state is thrown away
  --scenario NAME     how a new state begins; list shows the names
  --faults LIST       what goes wrong at BOSS and the platform: boss-rejects:lasts, boss-rejects:off
  --households N      so many boxes with keys and subscribers more
  --psams N           so many PSAMs in the pool
  --portal NAME       mocks (pretend cards, for development) or production
  --hash              hashes a password, one line on standard input, for an account
  --bind ADDRESS      what the portal's port listens on; 0.0.0.0 without it`;

async function hashOfInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password, shown as it is typed: ');
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.length < SHORTEST_PASSWORD) {
      throw new BadArguments(`a password has at least ${SHORTEST_PASSWORD} characters`);
    }
    return scryptPasswords().hash(line);
  }
  throw new BadArguments('no password on standard input');
}

const TEXTS: Readonly<Record<NonNullable<Arguments['shows']>, () => Promise<string>>> = {
  help: async () => HELP,
  scenarios: async () => scenarioList(),
  hash: hashOfInput,
};

export interface Asked {
  readonly config: BackendConfig;
  readonly reset: boolean;
  /** Nothing is started: this is all that is wanted. */
  readonly text?: () => Promise<string>;
}

/** @throws BadArguments */
export function readConfig(argv: readonly string[]): Asked {
  const given = readArguments(argv);
  if (!given.ok) throw new BadArguments(given.error);
  const { reset, shows } = given.value;
  const path = given.value.given.config;
  let source: string | undefined;
  try {
    source = path === undefined ? undefined : readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new BadArguments(`config: ${path} cannot be read (${code}); is the path right?`);
  }
  const config = backendConfig(source, given.value);
  if (!config.ok) throw new BadArguments(config.error);
  if (shows === undefined) return { config: config.value, reset };
  return { config: config.value, reset, text: TEXTS[shows] };
}

export const FOLDERS = { mocks: 'dist-mocks', production: 'dist' } as const;

/** Addresses at which a box on the same network finds this machine. */
function addresses({ bind }: BackendConfig): string[] {
  if (bind.portal !== '0.0.0.0' && bind.portal !== '::') return [bind.portal];
  const lan = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return ['localhost', ...lan];
}

function tell({ ports, ftp, passwordFile }: NodeHost, config: BackendConfig, folder: string): void {
  const { operator } = config.bind;
  print('');
  for (const address of addresses(config)) print(`Portal   http://${address}:${ports.portal}/`);
  print(`Console  http://${operator}:${ports.console}/console/`);
  if (passwordFile !== undefined) {
    const users = config.accounts.filter(({ passwordHash }) => passwordHash === undefined);
    print(`         ${users.map(({ user }) => user).join(', ')}: password in ${passwordFile}`);
  }
  print(`TSP      http://localhost:${ports.portal}/tsp/v1`);
  print(`BOSS     http://${operator}:${ports.boss}/boss/v1`);
  print(`PPP      http://${operator}:${ports.ppp}/ppp/v1`);
  print(`FTP      ${ftp}`);
  print(`State    ${folder}`);
  print('Ready. Ctrl-C ends it.\n');
}

/** `worker`: as for `startNodeHost`. @throws BadArguments, StateInUse, or Error with a sentence for the operator. */
export async function backend(
  root: string,
  argv: readonly string[],
  worker?: string,
): Promise<void> {
  const { config, reset, text } = readConfig(argv);
  if (text !== undefined) return print(await text());
  const folder = resolve(root, config.state);
  const portal = resolve(root, config.pages ?? FOLDERS[config.portal]);
  const portalConfig = portalConfigIn(portal);
  const state = await openState({
    folder,
    reset,
    ...(config.scenario === undefined ? {} : { scenario: config.scenario }),
    ...(config.households === undefined ? {} : { households: config.households }),
  });
  const folders = { portal, console: join(root, 'dist-console') };
  const host = await startNodeHost({
    ...{ config, state, log, folders, portalConfig },
    ...(worker === undefined ? {} : { worker }),
  });
  tell(host, config, folder);

  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // Asked twice: at once. Whatever was answered is on the disk.
    if (isStopping) process.exit(1);
    isStopping = true;
    print(`${signal}: finishing what was asked …`);
    host.stop().then(
      () => process.exit(0),
      (error: Error) => {
        log('host', error.message);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}
