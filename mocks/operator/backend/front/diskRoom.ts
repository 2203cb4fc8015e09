/** What the host does about a disk that is full or fails: it says so, waits, and goes on by itself. */
import type { Log } from '../../../../src/shared/log.ts';
import type { DiskNews } from '../../../store/reopening.ts';
import type { BackendConfig } from '../config/backendConfig.ts';
import { createFronts } from './fronts.ts';
import { healthDoor } from './health.ts';
import { problem } from './httpFront.ts';

const RETRY_MS = 2_000;

/** LevelDB reports it in words, Node by a code. */
const NO_ROOM = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/;

/** The sentence of a failure that passes when there is room; `null` for every other one. */
function noRoomIn(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (NO_ROOM.test(`${(cause as { code?: string }).code} ${cause.message}`)) return cause.message;
  }
  return null;
}

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Writes what becomes of the disk to the log: the failure and the end of it, not each try in between. */
export const toldTo =
  (log: Log) =>
  (news: DiskNews): void => {
    if (news.kind === 'works-again') log('host', 'the disk works again; payments go on');
    if (news.kind !== 'failed') return;
    log(
      'host',
      `ALARM: the disk failed: ${textOf(news.cause)}; nothing is answered until it works again`,
    );
  };

/**
 * Starts the host; while there is no room on the disk it tries again, says so in the log, and the portal's port answers
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
      const why = noRoomIn(error);
      if (why === null) throw error;
      if (!waiting) log('host', `ALARM: waiting for room on the disk: ${why}`);
    }
    waiting ??= createFronts(config, log);
    const health = healthDoor('tsp', () => 'waiting-for-disk');
    await waiting.open('portal', async (request) =>
      new URL(request.url).pathname === '/healthz'
        ? health(request)
        : problem(503, 'unavailable', 'the platform waits for room on its disk'),
    );
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}
