/** Files in a directory both sides reach. What a promise said was written survives a power cut. */
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FileMissing } from '../fault.ts';
import type { FileExchange } from '../settlementTypes.ts';
import { type Drive, exchangeOver } from './exchangeOver.ts';

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** A new name is on the disk only with its directory. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

export function directoryDrive(root: string): Drive {
  return {
    async names(path) {
      try {
        return await readdir(join(root, path));
      } catch (error) {
        if (isAbsent(error)) return [];
        throw error;
      }
    },
    has: (path) =>
      access(join(root, path)).then(
        () => true,
        (error) => {
          if (isAbsent(error)) return false;
          throw error;
        },
      ),
    async put(path, chunks) {
      const at = join(root, path);
      await mkdir(dirname(at), { recursive: true });
      const file = await open(at, 'w');
      try {
        for await (const chunk of chunks) await file.writeFile(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      await syncDirectory(dirname(at));
    },
    async *get(path) {
      try {
        yield* createReadStream(join(root, path)) as AsyncIterable<Uint8Array>;
      } catch (error) {
        if (isAbsent(error)) throw new FileMissing(dirname(path), basename(path));
        throw error;
      }
    },
    async rename(from, to) {
      const [source, target] = [join(root, from), join(root, to)];
      await mkdir(dirname(target), { recursive: true });
      await rename(source, target);
      await syncDirectory(dirname(target));
      if (dirname(source) !== dirname(target)) await syncDirectory(dirname(source));
    },
    async remove(path) {
      await rm(join(root, path), { force: true });
    },
  };
}

export const directoryExchange = (root: string): FileExchange => exchangeOver(directoryDrive(root));
