/** The reader daemon as an operator would run it: its own process, its own options. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, type Started, start } from '../engines/processes.ts';

const START_MS = 120_000;

export interface DaemonProcess {
  readonly url: string;
  readonly token: string;
  readonly process: Started;
  /** Kills the process of the PC/SC binding, which the daemon starts again. */
  killBinding(): void;
}

/** `origin` as a browser sends it, without a slash; `readers`: only these. The first start installs the PC/SC binding. */
export async function startDaemon(
  origin: string,
  port: number,
  readers: readonly string[] = [],
): Promise<DaemonProcess> {
  const token = 'a-token-of-this-run-only';
  const only = readers.length > 0 ? ['--readers', readers.join(',')] : [];
  const options = ['--origins', origin, '--port', String(port), ...only];
  const daemon = start(
    process.execPath,
    [join(import.meta.dirname, '../../mocks/box/daemon/run.mjs'), ...options],
    newFolder('daemon'),
    { READER_DAEMON_TOKEN: token },
  );
  const [, url] = await daemon.says(/(ws:\/\/127\.0\.0\.1:\d+)/, START_MS);
  return {
    url: url!,
    token,
    process: daemon,
    killBinding() {
      const children = readFileSync(`/proc/${daemon.pid}/task/${daemon.pid}/children`, 'utf8');
      for (const pid of children.trim().split(' ')) process.kill(Number(pid), 'SIGKILL');
    },
  };
}
