/**
 * A file exchange over anything that can keep files. A write puts `name.tmp`, renames it, then puts `name.ok`. If it is
 * interrupted at any point, the same write again repairs it. There is never an `.ok` beside a file that it was not made
 * for.
 */
import { isPlainName } from '../fileNames.ts';
import { parseSeal, sealText } from '../seal.ts';
import type { FileExchange, Folder } from '../settlementTypes.ts';

/**
 * A place that keeps files. Paths have `/` and begin with a folder. Every method rejects when the drive cannot be
 * reached.
 */
export interface Drive {
  /** Empty if the folder does not exist yet. */
  names(path: string): Promise<readonly string[]>;
  has(path: string): Promise<boolean>;
  /** Replaces an existing file; it is on the disk when this resolves. Creates folders. */
  put(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  /** Throws `FileMissing`. */
  get(path: string): AsyncIterable<Uint8Array>;
  /** Replaces an existing file. Creates folders. */
  rename(from: string, to: string): Promise<void>;
  /** Does nothing if there is no such file. */
  remove(path: string): Promise<void>;
}

/** A seal has about 110 characters. Another file under its name must not fill the memory. */
const LONGEST_SEAL = 200;

const path = (folder: Folder, name: string): string => {
  if (!isPlainName(name)) throw new RangeError(`not a file name: ${JSON.stringify(name)}`);
  return `${folder}/${name}`;
};

export function exchangeOver(drive: Drive): FileExchange {
  async function sealAt(of: string): Promise<string> {
    let text = '';
    for await (const chunk of drive.get(of)) {
      text += new TextDecoder().decode(chunk);
      if (text.length > LONGEST_SEAL) break;
    }
    return text;
  }

  /** A free name in `folder`: an earlier file of this name is kept. */
  async function freeName(folder: string, name: string): Promise<string> {
    if (!(await drive.has(`${folder}/${name}`))) return name;
    const taken = new Set(await drive.names(folder));
    let number = 2;
    while (taken.has(`${name}.${number}`)) number += 1;
    return `${name}.${number}`;
  }

  return {
    async list(folder) {
      const names = new Set(await drive.names(folder));
      return [...names].filter((name) => isPlainName(name) && names.has(`${name}.ok`)).sort();
    },

    async seal(folder, name) {
      const at = `${path(folder, name)}.ok`;
      return (await drive.has(at)) ? parseSeal(await sealAt(at)) : null;
    },

    async write(folder, name, bytes, seal) {
      const at = path(folder, name);
      await drive.put(`${at}.tmp`, bytes);
      const line = sealText(seal());
      // The seal of an older file of this name must be removed before the newer file is in place.
      await drive.remove(`${at}.ok`);
      await drive.rename(`${at}.tmp`, at);
      await drive.put(`${at}.ok`, [new TextEncoder().encode(line)]);
    },

    read: (folder, name) => drive.get(path(folder, name)),

    async move(folder, name, to) {
      const at = path(folder, name);
      const target = `${folder}/${to}`;
      // Absent after an interrupted move: the file has been moved, only its seal is left.
      if (await drive.has(at)) {
        const free = await freeName(target, name);
        await drive.rename(at, `${target}/${free}`);
        if (await drive.has(`${at}.ok`)) await drive.rename(`${at}.ok`, `${target}/${free}.ok`);
      } else await drive.remove(`${at}.ok`);
    },

    async takenSeal(folder, name) {
      const at = path(folder, name);
      const taken = `${folder}/done/${name}`;
      if (!(await drive.has(taken))) return null;
      if (await drive.has(`${taken}.ok`)) return parseSeal(await sealAt(`${taken}.ok`));
      // A move that was cut has left the seal behind.
      const isLeft = !(await drive.has(at)) && (await drive.has(`${at}.ok`));
      return isLeft ? parseSeal(await sealAt(`${at}.ok`)) : null;
    },

    async wasTaken(folder, name) {
      path(folder, name);
      if (await drive.has(`${folder}/done/${name}`)) return 'done';
      return (await drive.has(`${folder}/error/${name}`)) ? 'error' : null;
    },
  };
}
