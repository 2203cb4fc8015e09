/**
 * Chips in a folder, one file each. A write has left this process before it returns, so killing the process at any moment
 * loses none. A machine that loses its power may lose the newest: a chip that counts is therefore begun anew further on.
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
  /** Of the chips whose names begin so. */
  names(prefix: string): readonly string[];
  /** Everything is on the disk by then. */
  close(): Promise<void>;
}

/** Two places a file, written in turn: half a write never spoils the one before. */
const SLOT_BYTES = 2_048;
const HEAD_CHARS = 24;

interface Chip {
  readonly fd: number;
  json: string | null;
  turn: number;
  isSyncing: boolean;
  isDirty: boolean;
}

const fileOf = (name: string): string => `${encodeURIComponent(name)}.chip`;

/** `turn length checksum` and the text; the newest place that is whole counts. */
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
 * `null`: killed before its first write, so nothing of it was ever told.
 * @throws Error when a chip's file holds nothing whole: its counter is not known, and it must not be used.
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

export function diskNvm(folder: string): DiskNvm {
  mkdirSync(folder, { recursive: true });
  const chips = new Map<string, Chip>();
  const syncs = new Set<Promise<void>>();

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
    chips.set(name, { fd, json, turn, isSyncing: false, isDirty: false });
  }

  /** Behind the writes: the disk follows as fast as it can. */
  function sync(chip: Chip): void {
    if (chip.isSyncing) {
      chip.isDirty = true;
      return;
    }
    chip.isSyncing = true;
    const done = new Promise<void>((resolve) => {
      fdatasync(chip.fd, () => {
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
      let chip = chips.get(name);
      if (!chip) {
        const fd = openSync(join(folder, fileOf(name)), 'w+');
        chip = { fd, json: null, turn: 0, isSyncing: false, isDirty: false };
        chips.set(name, chip);
      }
      const turn = chip.turn + 1;
      const bytes = slotOf(turn, json);
      if (bytes.length > SLOT_BYTES) throw new RangeError(`${name}: more than a chip holds`);
      writeSync(chip.fd, bytes, 0, bytes.length, (turn % 2) * SLOT_BYTES);
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
      while (syncs.size > 0) await Promise.all(syncs);
      for (const { fd } of chips.values()) closeSync(fd);
      chips.clear();
    },
  };
}
