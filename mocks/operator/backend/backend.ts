/**
 * `npm run backend`: reads the options, opens the state, starts the host and prints its addresses. It runs until it is
 * told to stop.
 */
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { programLog } from '../../start/programLog.ts';
import { artworkIn } from '../artwork/artworkFiles.ts';
import { type DemoState, demoStateOf } from '../demo/demoState.ts';
import {
  type Arguments,
  BadArguments,
  backendHelp,
  type Given,
  readArguments,
} from './config/backendArguments.ts';
import { type BackendConfig, backendConfig } from './config/backendConfig.ts';
import { scenarioList } from './config/backendScenarios.ts';
import { scryptPasswords } from './config/passwords.ts';
import { toldTo, whenThereIsRoom } from './front/diskRoom.ts';
import { portalConfigIn } from './front/portalConfig.ts';
import { type NodeHost, startNodeHost } from './nodeHost.ts';
import { openState } from './state/stateDirectory.ts';

const SHORTEST_PASSWORD = 10;

const DEMONSTRATION = 'DEMONSTRATION: recorded days, simulated cards; nothing here is real money';
const inRed = (line: string): string =>
  process.stdout.isTTY ? `\u001b[1;31m${line}\u001b[0m` : line;

const RECORDED = 'mocks/operator/demo/demonstration.jsonl.gz';
const recordedDemo = (root: string): DemoState =>
  demoStateOf(gunzipSync(readFileSync(join(root, RECORDED))).toString('utf8'));

const print = (line: string) => void process.stdout.write(`${line}\n`);

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
  help: async () => backendHelp,
  scenarios: async () => scenarioList(),
  hash: hashOfInput,
};

interface Asked {
  readonly config: BackendConfig;
  readonly reset: boolean;
  readonly demo: boolean;
  /** When given, nothing is started; only this text is printed. */
  readonly text?: () => Promise<string>;
}

/** The configuration file, with the options over it. @throws BadArguments */
export function configOf(given: Given): BackendConfig {
  const path = given.config;
  let source: Uint8Array | undefined;
  try {
    source = path === undefined ? undefined : readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new BadArguments(`config: ${path} cannot be read (${code}); is the path right?`);
  }
  const config = backendConfig(source, { given });
  if (!config.ok) throw new BadArguments(config.error);
  return config.value;
}

/** @throws BadArguments */
function checkDemo({ portal, scenario, households }: BackendConfig): void {
  if (portal === 'production') {
    throw new BadArguments('--demo: not with portal "production"; a demonstration takes no money');
  }
  if (scenario !== undefined || households !== undefined) {
    throw new BadArguments(
      '--demo: it brings its own households; leave out scenario and households',
    );
  }
}

/** @throws BadArguments */
export function readConfig(argv: readonly string[]): Asked {
  const read = readArguments(argv);
  if (!read.ok) throw new BadArguments(read.error);
  const { reset, demo, shows, given } = read.value;
  const config = configOf(given);
  if (demo) checkDemo(config);
  const asked = { config, reset, demo };
  return shows === undefined ? asked : { ...asked, text: TEXTS[shows] };
}

const FOLDERS = { mocks: 'dist-mocks', production: 'dist' } as const;

/** The addresses at which a box on the same network reaches this machine. */
function addresses({ bind }: BackendConfig): string[] {
  if (bind.portal !== '0.0.0.0' && bind.portal !== '::') return [bind.portal];
  const lan = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return ['localhost', ...lan];
}

function printAddresses(
  { ports, ftp, passwordFile }: NodeHost,
  config: BackendConfig,
  folder: string,
): void {
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

/** A state that should be there and is not, because its disk is not mounted, must not be begun unnoticed. */
const begunIn = (folder: string, { portal }: BackendConfig): string => {
  const alarm = portal === 'production' ? 'ALARM: ' : '';
  const remedy = 'if there should be one, end this host before a payment, and mount its disk';
  return `${alarm}a new state is begun, nothing was in ${folder}; ${remedy}`;
};

/** `worker`: as for `startNodeHost`. @throws BadArguments, StateInUse, or Error with a sentence for the operator. */
export async function backend(
  root: string,
  argv: readonly string[],
  worker?: string,
): Promise<void> {
  const { config, reset, demo, text } = readConfig(argv);
  if (text !== undefined) return print(await text());
  const demonstration = demo ? recordedDemo(root) : undefined;
  const folder = resolve(root, config.state);
  const portal = resolve(root, config.pages ?? FOLDERS[config.portal]);
  const portalConfig = portalConfigIn(portal, config.operator);
  const log = programLog({ fd: process.stdout.fd, style: config.log });
  const artwork = artworkIn(join(root, 'mocks/operator/artwork'));
  const folders = { portal, console: join(root, 'dist-console') };
  let isBegunAgain = false;
  const host = await whenThereIsRoom({ config, log }, async () => {
    const state = await openState({
      folder,
      // Once: a later try finds what was paid meanwhile.
      reset: reset && !isBegunAgain,
      heard: toldTo(log),
      ...(demonstration ? { demonstration } : {}),
      ...(config.scenario === undefined ? {} : { scenario: config.scenario }),
      ...(config.households === undefined ? {} : { households: config.households }),
    });
    isBegunAgain = true;
    if (state.isNew && !reset && !demo) log('host', begunIn(folder, config));
    return startNodeHost({
      ...{ config, state, log, folders, portalConfig, artwork },
      ...(worker === undefined ? {} : { worker }),
    });
  });
  log('host', 'up');
  if (demo) print(inRed(DEMONSTRATION));
  printAddresses(host, config, folder);

  // When nobody reads the output any more, the host goes on.
  process.stdout.on('error', () => {});
  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // The second signal ends it at once. Everything that was answered is on the disk.
    if (isStopping) process.exit(1);
    isStopping = true;
    print(`${signal}: finishing what was asked …`);
    host.stop().then(
      () => {
        log('host', 'ended in order');
        process.exit(0);
      },
      (error: Error) => {
        log('host', error.message);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}
