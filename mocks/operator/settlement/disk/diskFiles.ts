/**
 * The files of a comparison in a directory. They are complete after the end of a process; a power cut may lose bytes.
 */
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkFiles } from '../reconcile/workFiles.ts';

/** Writes all bytes. A nearly full disk takes only a part, and reports an error only at the next write. */
export function writeWhole(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

export function diskFiles(directory: string): WorkFiles {
  mkdirSync(directory, { recursive: true });
  return {
    create(name) {
      const file = openSync(join(directory, name), 'w');
      return { write: (bytes) => writeWhole(file, bytes), close: () => closeSync(file) };
    },
    open(name) {
      const file = openSync(join(directory, name), 'r');
      return {
        size: fstatSync(file).size,
        read(into, position) {
          for (let done = 0; done < into.length; ) {
            const read = readSync(file, into, done, into.length - done, position + done);
            if (read === 0) throw new Error(`${name} is shorter than it was`);
            done += read;
          }
        },
        close: () => closeSync(file),
      };
    },
  };
}
