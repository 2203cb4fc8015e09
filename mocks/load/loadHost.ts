/** The host of `npm run backend` in a separate process, with enough households and PSAMs; orders come by IPC. */
import type { Log } from '../../src/shared/log.ts';
import { backendConfig } from '../operator/backend/config/backendConfig.ts';
import { startNodeHost } from '../operator/backend/nodeHost.ts';
import { openState } from '../operator/backend/state/stateDirectory.ts';
import { allOutbox, deadlinesOfAttempts } from '../operator/tsp/books/store/queueStore.ts';
import { optionsOf } from '../start/options.mjs';
import { programLog } from '../start/programLog.ts';
import { listRows } from '../store/rowList.ts';
import type { HostAnswer, HostOrder, Waiting } from './hostProcess.ts';

/** Logs each kind of line once: under load the same refusal comes a thousand times with different numbers. */
function onceEach(log: Log): Log {
  const said = new Set<string>();
  return (area, message) => {
    const kind = message.replace(/^[0-9A-Z]{3}-[0-9A-Z]{4} /, '');
    if (said.size === said.add(`${area} ${kind}`).size) return;
    log(area, kind);
  };
}

/** A configuration with any free ports, and without automatic settlement. */
function configFor(folder: string, psams: number) {
  const config = backendConfig(
    JSON.stringify({
      state: folder,
      ports: { portal: 0, boss: 0, ppp: 0, console: 0, ftp: 0 },
      bind: { portal: '127.0.0.1' },
      psams,
      accounts: [],
      settleByItself: false,
    }),
    { given: {} },
  );
  if (!config.ok) throw new Error(config.error);
  return config.value;
}

async function main(folder: string, households: number, psams: number): Promise<void> {
  const state = await openState({ folder, reset: false, households });
  const { operator, ports, settle, stop } = await startNodeHost({
    config: configFor(folder, psams),
    state,
    log: onceEach(programLog({ fd: process.stderr.fd })),
    folders: { portal: folder, console: folder },
    portalConfig: {},
  });

  const waiting = (): Promise<Waiting> =>
    state.store.room('tsp').transaction(async (tx) => ({
      outbox: (await listRows(tx, allOutbox)).length,
      attempts: (await listRows(tx, deadlinesOfAttempts)).length,
    }));
  const obey: Record<HostOrder['order'], (asked: HostOrder) => Promise<unknown>> = {
    usage: async () => ({
      ...process.cpuUsage(),
      rss: process.memoryUsage().rss,
      maxRss: process.resourceUsage().maxRSS * 1024,
    }),
    waiting,
    settle: async ({ date = '' }) => {
      await settle(date);
      const sent = await operator.tsp.uploadDay(date);
      return sent.ok ? sent.value.map(({ accepted, rejected }) => ({ accepted, rejected })) : null;
    },
    counters: async () => operator.tsp.counters(),
    stop,
  };
  const say = (answer: HostAnswer) => process.send!(answer);
  process.on('message', (asked: HostOrder) => {
    obey[asked.order](asked)
      .then(
        (value) => say({ number: asked.number, value }),
        (error: unknown) => say({ number: asked.number, error: String(error) }),
      )
      .then(() => {
        if (asked.order === 'stop') process.exit();
      });
  });
  say({ number: 0, value: ports.portal });
}

const asked = optionsOf(process.argv.slice(2), {
  usage: 'loadHost -- [options]      started by npm run load',
  options: {
    state: { type: 'string', is: 'DIR', default: '.cache/load/state', about: 'an empty folder' },
    households: { type: 'string', is: 'N', default: '600', about: 'boxes with keys' },
    psams: { type: 'string', is: 'N', default: '300', about: 'PSAMs in the pool' },
  },
});
try {
  await main(asked.state, Number(asked.households), Number(asked.psams));
} catch (error) {
  // The program that started it says why.
  const answer: HostAnswer = { number: 0, error: (error as Error).message };
  process.send!(answer, () => process.exit(1));
}
