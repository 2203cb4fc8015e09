/** What the host does about a disk that is full or fails: it says so, waits, and goes on by itself. */
import { statfs } from 'node:fs/promises';
import type { Log } from '../../../../src/shared/log.ts';
import { diskFailureIn, isFull } from '../../../store/diskFailure.ts';
import type { DiskNews } from '../../../store/reopening.ts';
import type { DiskRoom } from '../../ops/base/opsTypes.ts';
import type { BackendConfig } from '../config/backendConfig.ts';
import { createFronts } from './fronts.ts';
import { healthDoor } from './health.ts';
import { problem } from './httpFront.ts';

const RETRY_MS = 2_000;

/** What the database says is behind "Database failed to open". */
const textOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause === undefined ? cause.message : textOf(cause.cause);
};

/** Writes what becomes of the disk to the log: the failure and the end of it, and in between each new reason once. */
export const toldTo = (log: Log): ((news: DiskNews) => void) => {
  let reason = '';
  return (news) => {
    if (news.kind === 'works-again') log('host', 'the disk works again; payments go on');
    if (news.kind === 'file-failed') {
      const remedy = 'mend the disk; until then its PSAM makes no payment';
      log('host', `ALARM: ${news.path} cannot be written: ${textOf(news.cause)}; ${remedy}`);
    }
    if (news.kind !== 'failed' && news.kind !== 'fails-still') return;
    const before = reason;
    reason = textOf(news.cause);
    if (news.kind === 'failed') {
      log('host', `ALARM: the disk failed: ${reason}; nothing is answered until it works again`);
    } else if (reason !== before) log('host', `ALARM: the disk still fails: ${reason}`);
  };
};

const waitingFor = (why: string): string =>
  isFull(why)
    ? `ALARM: waiting for room on the disk: ${why}`
    : `ALARM: waiting for the disk: ${why}; mend it, or mount it for writing: the host starts by itself`;

/**
 * Starts the host; while the disk is full, read-only or fails it tries again, says so in the log, and the portal's port answers
 * `/healthz`. `start` closes everything when it rejects. Rejects with every other failure of `start`.
 */
export async function whenThereIsRoom<T>(
  { config, log }: { readonly config: BackendConfig; readonly log: Log },
  start: () => Promise<T>,
  retryMs = RETRY_MS,
): Promise<T> {
  let waiting: ReturnType<typeof createFronts> | undefined;
  for (;;) {
    try {
      await waiting?.close(0);
      return await start();
    } catch (error) {
      const why = diskFailureIn(error);
      if (why === null) throw error;
      if (!waiting) log('host', waitingFor(why));
    }
    waiting ??= createFronts(config, log);
    const health = healthDoor('tsp', () => 'waiting-for-disk');
    await waiting.open('portal', async (request) =>
      new URL(request.url).pathname === '/healthz'
        ? health(request)
        : problem(503, 'unavailable', 'the platform waits for its disk'),
    );
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

/** The room on the disk of this folder. */
export async function diskRoomOf(folder: string): Promise<DiskRoom> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
