/** `npm run settle -- --date D`: asks the running host to settle a day, or settles it itself if no host runs. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { helpOf, readOptions } from '../../start/options.mjs';
import { programLog } from '../../start/programLog.ts';
import { defaultLimits } from '../tsp/base/limits.ts';
import { configOf } from './backend.ts';
import { BadArguments, backendOptions } from './config/backendArguments.ts';
import type { BackendConfig } from './config/backendConfig.ts';
import { scenarioList } from './config/backendScenarios.ts';
import { dateAsked } from './day/dateAsked.ts';
import { type DayReport, dayTable, exitCodeOf } from './day/dayReport.ts';
import type { SettleState } from './day/settleWatch.ts';
import { type ProvenHost, provenHost } from './front/provenHost.ts';
import { type NodeHostParts, startNodeHost } from './nodeHost.ts';
import { type SettleBar, settleBar } from './settleBar.ts';
import { openState, runningHost, stateId } from './state/stateDirectory.ts';

const print = (text: string) => void process.stdout.write(text);

// `--reset` would leave nothing to settle.
const { reset: _, ...others } = backendOptions;
const program = {
  usage: 'npm run settle -- --date D [options]      docs/operate/backend.md',
  options: {
    date: {
      type: 'string',
      is: 'D',
      about:
        'yesterday or YYYYMMDD: a business day that is over; it ends at the cut-off of the host',
    },
    ...others,
  },
} as const;
const HELP = `${helpOf(program)}

All but --date as for npm run backend.
Exit code 0: settled, nothing is open. 1: not yet, or a problem; the table says which. 2: wrong arguments.
3: everything is explained, but not closed: money may still be missing; the table says where.
`;

const NO_DATE = '--date: nothing is not a day; say yesterday or YYYYMMDD';

const LOOK_MS = 500;

/** Lets the host settle, and asks it meanwhile how far it is. */
async function askHost(host: ProvenHost, date: string, bar: SettleBar): Promise<DayReport> {
  const look = async (): Promise<void> => {
    // A failed look is ignored: the request that settles reports the failure.
    const state = await host.ask<SettleState | null>('GET', 'progress').catch(() => null);
    if (state) bar.show(state);
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  try {
    return await host.ask<DayReport>('POST', `settle?date=${encodeURIComponent(date)}`);
  } finally {
    clearInterval(timer);
  }
}

/** Settles with a host of its own, on free ports, which ends afterwards. */
async function settleHere(
  config: BackendConfig,
  folder: string,
  wanted: string,
  parts: Pick<NodeHostParts, 'worker' | 'heard'>,
) {
  const { cutOff } = { ...defaultLimits, ...config.limits };
  const date = dateAsked(wanted, Date.now(), cutOff);
  if (!date.ok) throw new BadArguments(`--date: ${date.error.wrong}`);
  const state = await openState({ folder, reset: false });
  const ports = { portal: 0, boss: 0, ppp: 0, console: 0, ftp: 0 };
  const bind = { portal: '127.0.0.1', operator: '127.0.0.1' };
  const alone = { ...config, ports, bind, accounts: [], settleByItself: false };
  // On the error stream, so that the output has only the table.
  const log = programLog({ fd: process.stderr.fd, style: config.log });
  const nowhere = join(folder, 'no-pages');
  const folders = { portal: nowhere, console: nowhere };
  const host = await startNodeHost({
    ...{ config: alone, state, log, folders, portalConfig: {} },
    ...parts,
  });
  try {
    return await host.settle(date.value);
  } finally {
    await host.stop();
  }
}

/** Returns the exit code. `worker`: as for `startNodeHost`. */
export async function settle(
  root: string,
  argv: readonly string[],
  worker?: string,
): Promise<number> {
  try {
    const read = readOptions(argv, program);
    if (!read.ok) throw new BadArguments(read.error);
    const { date: wanted, help, ...given } = read.value;
    if (help) {
      print(HELP);
      return 0;
    }
    if (given.scenario === 'list') {
      print(`${scenarioList()}\n`);
      return 0;
    }
    const config = configOf(given);
    if (wanted === undefined) throw new BadArguments(NO_DATE);
    const folder = resolve(root, config.state);
    if (!existsSync(join(folder, 'store'))) {
      throw new BadArguments(`state: nothing is in ${folder}; npm run backend begins it`);
    }
    const running = await runningHost(folder);
    const bar = settleBar(process.stderr, Date.now);
    const parts = { heard: bar.show, ...(worker === undefined ? {} : { worker }) };
    const host = running && (await provenHost({ ...running, stateId: await stateId(folder) }));
    const report = host
      ? await askHost(host, wanted, bar)
      : await settleHere(config, folder, wanted, parts);
    bar.end();
    print(dayTable(report));
    return exitCodeOf(report);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return error instanceof BadArguments ? 2 : 1;
  }
}
