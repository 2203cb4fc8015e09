/**
 * The memories of chips in a folder, one file each. A write has left this process before it returns, so killing the
 * process at any moment loses nothing. A power cut may lose the newest writes, so a chip with a counter then starts
 * again with a higher number.
 */
import {
  closeSync,
  fdatasync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { NonVolatileMemory } from '../../../store/nonVolatileMemory.ts';

export interface DiskNvm extends NonVolatileMemory {
  /** The names of the chips that begin with `prefix`. */
  names(prefix: string): readonly string[];
  /** Resolves when everything is on the disk. */
  close(): Promise<void>;
}

/** Two slots a file, written in turn: an unfinished write never damages the write before it. */
const SLOT_BYTES = 2_048;
const HEAD_CHARS = 24;

interface Chip {
  readonly path: string;
  readonly fd: number;
  json: string | null;
  turn: number;
  isSyncing: boolean;
  isDirty: boolean;
}

const fileOf = (name: string): string => `${encodeURIComponent(name)}.chip`;

/** The checksum of a slot. A slot is `turn length checksum` and the text; the newest valid slot counts. */
function sumOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return sum;
}

const slotOf = (turn: number, json: string): Buffer => {
  const bytes = Buffer.from(json, 'utf8');
  const sum = sumOf(`${turn} ${json}`).toString(16).padStart(8, '0');
  const head = `${turn.toString(16).padStart(8, '0')}${bytes.length.toString(16).padStart(8, '0')}${sum}`;
  return Buffer.concat([Buffer.from(head, 'ascii'), bytes]);
};

function readSlot(bytes: Buffer): { turn: number; json: string } | null {
  const head = bytes.toString('ascii', 0, HEAD_CHARS);
  if (!/^[0-9a-f]{24}$/.test(head)) return null;
  const [turn, length, sum] = [0, 8, 16].map((at) => Number.parseInt(head.slice(at, at + 8), 16));
  const json = bytes.toString('utf8', HEAD_CHARS, HEAD_CHARS + length!);
  return sumOf(`${turn} ${json}`) === sum ? { turn: turn!, json } : null;
}

/**
 * `null`: killed before its first write was finished, so no number of it was ever used.
 * @throws Error if a chip's file has no valid slot: its counter is unknown, and the chip must not be used.
 */
function readChip(path: string): { turn: number; json: string } | null {
  const bytes = readFileSync(path);
  if (bytes.length === 0) return null;
  const found = [0, SLOT_BYTES]
    .map((at) => readSlot(bytes.subarray(at, at + SLOT_BYTES)))
    .filter((slot) => slot !== null)
    .sort((a, b) => b.turn - a.turn)[0];
  if (!found)
    throw new Error(`${path}: not readable; restore it from a backup, or begin with --reset`);
  return found;
}

/** `failed` is told when a chip's file cannot be written, or flushed: then the payment, or only a power cut, is in danger. */
export function diskNvm(
  folder: string,
  failed: (path: string, cause: unknown) => void = () => {},
): DiskNvm {
  mkdirSync(folder, { recursive: true });
  const chips = new Map<string, Chip>();
  const syncs = new Set<Promise<void>>();
  let isClosed = false;

  for (const file of readdirSync(folder).filter((name) => name.endsWith('.chip'))) {
    const path = join(folder, file);
    const found = readChip(path);
    if (!found) {
      rmSync(path);
      continue;
    }
    const { turn, json } = found;
    const fd = openSync(path, 'r+');
    const name = decodeURIComponent(file.slice(0, -'.chip'.length));
    chips.set(name, { path, fd, json, turn, isSyncing: false, isDirty: false });
  }

  /** Flushes to the disk in the background, one flush at a time for each chip. */
  function sync(chip: Chip): void {
    if (chip.isSyncing) {
      chip.isDirty = true;
      return;
    }
    chip.isSyncing = true;
    const done = new Promise<void>((resolve) => {
      fdatasync(chip.fd, (cause) => {
        if (cause) failed(chip.path, cause);
        chip.isSyncing = false;
        resolve();
        if (!chip.isDirty) return;
        chip.isDirty = false;
        sync(chip);
      });
    }).then(() => void syncs.delete(done));
    syncs.add(done);
  }

  return {
    read: (name) => chips.get(name)?.json ?? null,
    names: (prefix) => [...chips.keys()].filter((name) => name.startsWith(prefix)),
    write(name, json) {
      const path = join(folder, fileOf(name));
      const turn = (chips.get(name)?.turn ?? 0) + 1;
      const bytes = slotOf(turn, json);
      if (bytes.length > SLOT_BYTES) throw new RangeError(`${name}: more than a chip holds`);
      // It would begin the file again, and nobody would flush it.
      if (isClosed) throw new Error(`${name}: its file is closed`);
      let chip = chips.get(name);
      try {
        if (!chip) {
          const fd = openSync(path, 'w+');
          chip = { path, fd, json: null, turn: 0, isSyncing: false, isDirty: false };
          chips.set(name, chip);
        }
        const written = writeSync(chip.fd, bytes, 0, bytes.length, (turn % 2) * SLOT_BYTES);
        if (written < bytes.length) throw new Error(`${written} of ${bytes.length} bytes written`);
      } catch (cause) {
        failed(path, cause);
        throw cause;
      }
      chip.turn = turn;
      chip.json = json;
      sync(chip);
    },
    clear() {
      for (const [name, { fd }] of chips) {
        closeSync(fd);
        rmSync(join(folder, fileOf(name)), { force: true });
      }
      chips.clear();
    },
    async close() {
      isClosed = true;
      while (syncs.size > 0) await Promise.all(syncs);
      for (const { fd } of chips.values()) closeSync(fd);
      chips.clear();
    },
  };
}
