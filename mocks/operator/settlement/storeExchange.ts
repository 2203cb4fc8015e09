/** Files in a room of the store: for the page and the simulation, where there is no disk and no FTP. */
import { fromBase64, toBase64 } from '../../../src/shared/bytes.ts';
import { type RowList, rowList } from '../../store/rowList.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { FileMissing } from './fault.ts';
import { isPlainName } from './fileNames.ts';
import type { FileExchange, FileSeal, Folder } from './settlementTypes.ts';

/** A file that is ready, or was processed. */
interface Entry {
  readonly seal: FileSeal;
  /** Its chunks are stored under this number. */
  readonly at: number;
}

const digits = (value: number, count: number) => String(value).padStart(count, '0');
type FileState = 'ready' | 'done' | 'error';
const entryKey = (folder: Folder, state: FileState, name: string) => `${folder}/${state}/${name}`;
const chunkKey = (at: number, number: number) => `chunk/${digits(at, 10)}/${digits(number, 8)}`;
const chunksKey = (at: number) => `chunk/${digits(at, 10)}/`;
/** The number of a file that is being written. After a crash the next write of the name removes its chunks. */
const halfKey = (folder: Folder, name: string) => `half/${folder}/${name}`;

function checked(name: string): string {
  if (!isPlainName(name)) throw new RangeError(`not a file name: ${JSON.stringify(name)}`);
  return name;
}

async function drop(tx: Transaction, at: number | undefined): Promise<void> {
  if (at === undefined) return;
  for (const { key } of await tx.list(chunksKey(at))) tx.delete(key);
}

/** The room of the store for files. */
export const filesRoom = (store: Store): Store => store.room('files');
/** Files of a folder that are ready, or were processed. */
export const filesIn = (folder: Folder, state: FileState): RowList<Entry> =>
  rowList(entryKey(folder, state, ''));
/** The chunks of all files. */
export const allChunks: RowList<string> = rowList('chunk/');

/** Uses only the room `files` of the store. */
export function storeExchange(store: Store): FileExchange {
  const room = filesRoom(store);

  const entry = (folder: Folder, name: string) =>
    room.transaction((tx) => tx.get<Entry>(entryKey(folder, 'ready', checked(name))));

  /** Assigns a number for a new file's chunks, and removes what an interrupted write left. */
  const begin = (folder: Folder, name: string) =>
    room.transaction(async (tx) => {
      await drop(tx, await tx.get<number>(halfKey(folder, name)));
      const at = ((await tx.get<number>('last')) ?? 0) + 1;
      tx.put('last', at);
      tx.put(halfKey(folder, name), at);
      return at;
    });

  const put = (key: string, value: string) => room.transaction(async (tx) => tx.put(key, value));

  return {
    async list(folder) {
      const prefix = entryKey(folder, 'ready', '');
      const rows = await room.transaction((tx) => tx.list(prefix));
      return rows.map(({ key }) => key.slice(prefix.length));
    },

    seal: async (folder, name) => (await entry(folder, name))?.seal ?? null,

    async write(folder, name, bytes, seal) {
      const at = await begin(folder, checked(name));
      let number = 0;
      for await (const chunk of bytes) await put(chunkKey(at, number++), toBase64(chunk));
      const key = entryKey(folder, 'ready', name);
      const row: Entry = { seal: seal(), at };
      await room.transaction(async (tx) => {
        await drop(tx, (await tx.get<Entry>(key))?.at);
        tx.put(key, row);
        tx.delete(halfKey(folder, name));
      });
    },

    async *read(folder, name) {
      const found = await entry(folder, name);
      if (!found) throw new FileMissing(folder, name);
      for (let number = 0; ; number++) {
        const key = chunkKey(found.at, number);
        const chunk = await room.transaction((tx) => tx.get<string>(key));
        if (chunk === undefined) return;
        yield fromBase64(chunk);
      }
    },

    move: (folder, name, to) =>
      room.transaction(async (tx) => {
        const key = entryKey(folder, 'ready', checked(name));
        const found = await tx.get<Entry>(key);
        if (!found) return;
        // An earlier file of this name is kept beside it.
        const target = entryKey(folder, to, name);
        const before = await tx.get<Entry>(target);
        if (before) tx.put(`${target}~${digits(before.at, 10)}`, before);
        tx.put(target, found);
        tx.delete(key);
      }),

    takenSeal: async (folder, name) =>
      (await room.transaction((tx) => tx.get<Entry>(entryKey(folder, 'done', checked(name)))))
        ?.seal ?? null,

    wasTaken: (folder, name) =>
      room.transaction(async (tx) => {
        if (await tx.get(entryKey(folder, 'done', checked(name)))) return 'done';
        return (await tx.get(entryKey(folder, 'error', name))) ? 'error' : null;
      }),
  };
}
