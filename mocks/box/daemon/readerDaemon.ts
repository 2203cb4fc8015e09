/** `npm run reader-daemon`: options, PC/SC, the box's key, the socket; in that order. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { neverAborted } from '../../../src/shared/abort.ts';
import { pause, type Timers } from '../../../src/shared/time.ts';
import { demoBox } from '../../operator/boss/seed/seed.ts';
import { optionsOf } from '../../start/options.mjs';
import { programLog } from '../../start/programLog.ts';
import { apduPolicy } from './apduPolicy.ts';
import { type DaemonConfig, daemonConfig, daemonProgram } from './daemonConfig.ts';
import { daemonHost } from './daemonHost.ts';
import { pcscBackend } from './pcsc/pcscBackend.ts';
import { pcscProcess } from './pcsc/pcscProcess.ts';
import { startPcscChild } from './pcsc/startPcscChild.ts';
import { serveHost } from './serveHost.ts';

const timers: Timers = {
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
const clock = { now: () => Date.now() };
const LEAVE_MS = 2_000;
const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Reads the options. @throws Error with a sentence for the operator; `exitCode` 2 means wrong options. */
export function daemonOptions(argv: readonly string[]): DaemonConfig {
  const config = daemonConfig({
    words: optionsOf(argv, daemonProgram),
    env: process.env,
    readFile: (path) => readFileSync(path),
  });
  if (!config.ok) throw Object.assign(new Error(config.error), { exitCode: 2 });
  return config.value;
}

/** The bundled program of the binding's process, and where the binding is. */
interface PcscProgram {
  readonly program: string;
  readonly binding: string;
}

/** Runs until it is stopped. @throws Error with a sentence for the operator. */
export async function readerDaemon(
  { program, binding }: PcscProgram,
  config: DaemonConfig,
): Promise<void> {
  const { origins, port, readers, allowVerify, stbId, key } = config;
  const log = programLog({ fd: process.stdout.fd, style: config.log });
  const token = config.token ?? randomBytes(16).toString('hex');
  const isDevelopment = stbId === undefined || key === undefined;
  const box = isDevelopment ? { stbId: demoBox.stbId, key: demoBox.key } : { stbId, key };

  const pcsc = pcscProcess(startPcscChild(program, binding), timers, log);
  const backend = pcscBackend({ pcsc, only: readers, platform: process.platform, log });
  const policy = apduPolicy({ allowVerify });
  const host = daemonHost({ backend, box, policy, timers, clock, log });
  const served = await serveHost({ host, port, origins, token, timers, clock, log });

  const stop = async () => {
    await served.close();
    // A driver may never answer; the end of the binding's process frees its cards, too.
    await Promise.race([host.leave(), pause(timers, LEAVE_MS, neverAborted)]);
    backend.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

  print(`\nThe reader daemon is at  ws://127.0.0.1:${served.port}  for ${origins.join(', ')}`);
  print(
    `Box ${box.stbId}${isDevelopment ? ', with the development key, which everybody knows' : ''}`,
  );
  if (config.token === undefined) print(`Token of this run: ${token}`);
  print('Ctrl-C ends it.\n');
}
