/**
 * How files change hands, over anything that can keep files: `name.tmp`, its rename, then `name.ok`. Cut at any place, the
 * same write again puts it right, and nobody ever sees an `.ok` beside a file that is not the one it means.
 */
import { isPlainName } from '../fileNames.ts';
import { parseSeal, sealText } from '../seal.ts';
import type { FileExchange, Folder } from '../settlementTypes.ts';

/** Paths have `/` and begin with a folder. Everything rejects when the drive cannot be reached. */
export interface Drive {
  /** None where the folder does not exist yet. */
  names(path: string): Promise<readonly string[]>;
  has(path: string): Promise<boolean>;
  /** Replaces what is there; it is on the disk when this resolves. Folders are made. */
  put(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  /** Throws `FileMissing`. */
  get(path: string): AsyncIterable<Uint8Array>;
  /** Replaces what is there. Folders are made. */
  rename(from: string, to: string): Promise<void>;
  /** What is not there is removed already. */
  remove(path: string): Promise<void>;
}

/** A seal has some 110 characters; something else under its name must not fill the memory. */
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

  /** What was dealt with under this name before is kept beside it. */
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
      // The seal of an older file of this name must be gone before the newer file stands there.
      await drive.remove(`${at}.ok`);
      await drive.rename(`${at}.tmp`, at);
      await drive.put(`${at}.ok`, [new TextEncoder().encode(line)]);
    },

    read: (folder, name) => drive.get(path(folder, name)),

    async move(folder, name, to) {
      const at = path(folder, name);
      const target = `${folder}/${to}`;
      // Again after a cut: the file is there already, only its seal is left.
      if (await drive.has(at)) {
        const free = await freeName(target, name);
        await drive.rename(at, `${target}/${free}`);
        if (await drive.has(`${at}.ok`)) await drive.rename(`${at}.ok`, `${target}/${free}.ok`);
      } else await drive.remove(`${at}.ok`);
    },

    async wasTaken(folder, name) {
      path(folder, name);
      if (await drive.has(`${folder}/done/${name}`)) return 'done';
      return (await drive.has(`${folder}/error/${name}`)) ? 'error' : null;
    },
  };
}
