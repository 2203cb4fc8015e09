/** Opens a database again after the disk has failed, as often as it takes, and proves that it keeps what is written. */

/** The part of a database that is needed for it. */
interface Reopenable {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string): Promise<string | undefined>;
  put(key: string, text: string): Promise<void>;
  del(key: string): Promise<void>;
}

/** What is told to people: the failure, each try in vain, and the end of it. */
export type DiskNews =
  | { readonly kind: 'failed' | 'fails-still'; readonly cause: unknown }
  | { readonly kind: 'works-again' }
  /** A file beside the database; the database works. */
  | { readonly kind: 'file-failed'; readonly path: string; readonly cause: unknown };

interface ReopeningParts {
  readonly db: Reopenable;
  /** Rejects when what was opened is not what was closed. */
  readonly check?: () => Promise<void>;
  /** Waits until the next try. */
  readonly pause: () => Promise<void>;
  readonly heard: (news: DiskNews) => void;
}

interface Reopening {
  /** For `levelStore`. Never settles when the store is closed meanwhile. */
  reopen(cause: unknown): Promise<void>;
  /** Ends all tries; resolves when none is under way. */
  end(): Promise<void>;
}

/** Outside all rooms. */
const PROBE_KEY = '!probe';
/** About as much as a busy second writes, so that a disk with room for a few bytes is not taken for one that works. */
const PROBE_CHARS = 65_536;

/** Writes a row, and reads it back after another opening. @throws the disk's error, or that of `check` */
async function prove(
  { db, check }: Pick<ReopeningParts, 'db' | 'check'>,
  number: number,
): Promise<void> {
  const text = `${number} `.repeat(PROBE_CHARS).slice(0, PROBE_CHARS);
  await db.close();
  await db.open();
  await check?.();
  await db.put(PROBE_KEY, text);
  await db.close();
  await db.open();
  if ((await db.get(PROBE_KEY)) !== text) throw new Error('the disk does not keep what is written');
  await db.del(PROBE_KEY);
}

export function createReopening(parts: ReopeningParts): Reopening {
  const { pause, heard } = parts;
  let isOver = false;
  let tries = 0;
  let trying: Promise<void> = Promise.resolve();

  /** Resolves with the failure, if it is one. */
  const attempt = (): Promise<{ readonly cause: unknown } | null> => {
    const outcome = prove(parts, ++tries).then(
      () => null,
      (cause: unknown) => ({ cause }),
    );
    trying = outcome.then(() => undefined);
    return outcome;
  };

  return {
    async reopen(first) {
      heard({ kind: 'failed', cause: first });
      for (let failure = isOver ? { cause: first } : await attempt(); failure; ) {
        if (isOver) return new Promise(() => {});
        heard({ kind: 'fails-still', cause: failure.cause });
        await pause();
        if (isOver) return new Promise(() => {});
        failure = await attempt();
      }
      heard({ kind: 'works-again' });
    },
    async end() {
      isOver = true;
      await trying;
    },
  };
}
