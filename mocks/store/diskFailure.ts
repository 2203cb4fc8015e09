/**
 * Failures of a disk, or of a machine, that pass: it is full, read-only for now, away, or cannot be read or written. They say
 * nothing against the state.
 */

/** LevelDB reports them in words, Node by a code. */
const OF_THE_DISK = new RegExp(
  [
    'ENOSPC|EDQUOT|EROFS|EIO\\b|ESTALE|ENODEV|ENXIO|EUCLEAN|EREMOTEIO|EMFILE|ENFILE',
    'No space left on device|Disk quota exceeded|Read-only file system|Input/output error|Remote I/O error',
    // A disk of the network, or one that was pulled out.
    'Stale file handle|No such device|Transport endpoint is not connected|Host is down',
    'Structure needs cleaning|Too many open files',
  ].join('|'),
);
const NO_ROOM = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/;

/** The sentence of such a failure; `null` for every other one. */
export function diskFailureIn(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const text = `${(cause as { code?: string }).code} ${cause.message}`;
    if (OF_THE_DISK.test(text)) return cause.message;
  }
  return null;
}

export const isFull = (failure: string): boolean => NO_ROOM.test(failure);
