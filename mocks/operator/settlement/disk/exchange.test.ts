import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import { rowsIn } from '../../../store/rowList.ts';
import { FileMissing } from '../fault.ts';
import { bytesOf } from '../settlement.fixture.ts';
import type { FileExchange, FileSeal } from '../settlementTypes.ts';
import { allChunks, filesIn, filesRoom, storeExchange } from '../storeExchange.ts';
import { ftpExchange } from './ftpExchange.ts';
import { ftpServer } from './ftpServer.ts';

const cleanUps: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'exchange-test-'));
  cleanUps.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function overFtp(root = directory()): Promise<FileExchange> {
  const account = { user: 'settle', password: 'secret' };
  const server = await ftpServer({ root, ...account });
  cleanUps.push(() => server.close());
  return ftpExchange({ host: server.host, port: server.port, ...account, tries: 1 });
}

const exchanges: [string, () => FileExchange | Promise<FileExchange>][] = [
  ['store', () => storeExchange(memoryStore())],
  ['FTP', () => overFtp()],
];

const NAME = 'DZ010520261123.txt';
const seal = (size: number): FileSeal => ({
  size,
  sha256: 'AB'.repeat(32),
  count: 3,
  totalFen: 8_600,
});

async function* chunks(...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}

const write = (exchange: FileExchange, name: string, text: string) =>
  exchange.write('boss/in', name, chunks(text), () => seal(text.length));
const read = async (exchange: FileExchange, name: string) =>
  (await bytesOf(exchange.read('boss/in', name))).toString();

test.each(exchanges)('%s: a written file is listed, sealed and read as it was', async (_, make) => {
  const exchange = await make();
  expect(await exchange.list('boss/in')).toEqual([]);
  expect(await exchange.seal('boss/in', NAME)).toBeNull();
  await exchange.write('boss/in', NAME, chunks('H|1\n', '机顶盒\n', ''), () => seal(14));
  expect(await exchange.list('boss/in')).toEqual([NAME]);
  expect(await exchange.list('boss/out')).toEqual([]);
  expect(await exchange.seal('boss/in', NAME)).toEqual(seal(14));
  expect(await read(exchange, NAME)).toBe('H|1\n机顶盒\n');
});

test.each(exchanges)('%s: the same name again replaces the file and its seal', async (_, make) => {
  const exchange = await make();
  await write(exchange, NAME, 'a longer first file');
  await write(exchange, NAME, 'second');
  expect(await exchange.list('boss/in')).toEqual([NAME]);
  expect(await exchange.seal('boss/in', NAME)).toEqual(seal(6));
  expect(await read(exchange, NAME)).toBe('second');
});

test.each(exchanges)('%s: a source that breaks off leaves no ready file', async (_, make) => {
  const exchange = await make();
  async function* broken() {
    yield new TextEncoder().encode('half');
    throw new Error('the rows are gone');
  }
  const cut = exchange.write('boss/in', NAME, broken(), () => seal(4));
  await expect(cut).rejects.toThrow('the rows are gone');
  expect(await exchange.list('boss/in')).toEqual([]);
  await write(exchange, NAME, 'whole');
  expect(await read(exchange, NAME)).toBe('whole');
});

test.each(exchanges)(
  '%s: a processed file leaves the folder and is remembered',
  async (_, make) => {
    const exchange = await make();
    const other = 'DZ010520261124.txt';
    await write(exchange, NAME, 'good');
    await write(exchange, other, 'bad');
    await exchange.move('boss/in', NAME, 'done');
    await exchange.move('boss/in', other, 'error');
    expect(await exchange.list('boss/in')).toEqual([]);
    expect(await exchange.wasTaken('boss/in', NAME)).toBe('done');
    expect(await exchange.wasTaken('boss/in', other)).toBe('error');
    expect(await exchange.wasTaken('boss/out', NAME)).toBeNull();
    // The same move again, as after a crash; and a corrected file after the bad one.
    await exchange.move('boss/in', NAME, 'done');
    await write(exchange, other, 'good');
    await exchange.move('boss/in', other, 'done');
    expect(await exchange.wasTaken('boss/in', other)).toBe('done');
    await write(exchange, NAME, 'again');
    await exchange.move('boss/in', NAME, 'done');
    expect(await exchange.list('boss/in')).toEqual([]);
  },
);

test.each(exchanges)('%s: whose file was taken is told by its seal', async (_, make) => {
  const exchange = await make();
  expect(await exchange.takenSeal('boss/in', NAME)).toBeNull();
  await write(exchange, NAME, 'first');
  expect(await exchange.takenSeal('boss/in', NAME)).toBeNull();
  await exchange.move('boss/in', NAME, 'done');
  await write(exchange, NAME, 'the second');
  expect(await exchange.takenSeal('boss/in', NAME)).toEqual(seal(5));
  await exchange.move('boss/in', NAME, 'error');
  expect(await exchange.takenSeal('boss/in', NAME)).toEqual(seal(5));
  await expect(exchange.takenSeal('boss/in', '../x.txt')).rejects.toThrow(RangeError);
});

test('a move that was cut between file and seal still tells whose file was taken', async () => {
  const root = directory();
  const exchange = await overFtp(root);
  await write(exchange, NAME, 'first');
  mkdirSync(join(root, 'boss/in/done'));
  renameSync(join(root, 'boss/in', NAME), join(root, 'boss/in/done', NAME));
  expect(await exchange.wasTaken('boss/in', NAME)).toBe('done');
  expect(await exchange.takenSeal('boss/in', NAME)).toEqual(seal(5));
});

test('an earlier file of the same name is kept beside the newer one', async () => {
  const root = directory();
  const [onDisk, store] = [await overFtp(root), memoryStore()];
  const inStore = storeExchange(store);
  for (const text of ['first', 'second', 'third'])
    for (const exchange of [onDisk, inStore]) {
      await write(exchange, NAME, text);
      await exchange.move('boss/in', NAME, 'error');
    }
  const at = join(root, 'boss/in/error');
  const names = readdirSync(at).filter((name) => !name.endsWith('.ok'));
  expect(names.map((name) => [name, readFileSync(join(at, name), 'utf8')]).sort()).toEqual([
    [NAME, 'first'],
    [`${NAME}.2`, 'second'],
    [`${NAME}.3`, 'third'],
  ]);
  const kept = await filesRoom(store).transaction((tx) => rowsIn(tx, filesIn('boss/in', 'error')));
  expect(kept.map(({ at }) => at).sort()).toEqual([1, 2, 3]);
});

test('what an interrupted write left in the store is removed by the next write', async () => {
  const store = memoryStore();
  async function* broken() {
    yield new TextEncoder().encode('half');
    throw new Error('cut');
  }
  const exchange = storeExchange(store);
  await expect(exchange.write('boss/in', NAME, broken(), () => seal(4))).rejects.toThrow('cut');
  await write(exchange, NAME, 'whole');
  await write(exchange, NAME, 'again');
  const chunks = await filesRoom(store).transaction((tx) => rowsIn(tx, allChunks));
  expect(chunks.map(atob)).toEqual(['again']);
});

test.each(exchanges)('%s: a file that is not there is missing, not empty', async (_, make) => {
  const exchange = await make();
  await expect(read(exchange, NAME)).rejects.toBeInstanceOf(FileMissing);
});

test.each(exchanges)('%s: a name that leads elsewhere is refused', async (_, make) => {
  const exchange = await make();
  for (const name of ['../x.txt', 'a/b.txt', '.hidden', 'x.tmp', 'x.ok', '', 'x\r\nDELE y']) {
    await expect(write(exchange, name, 'x')).rejects.toThrow(RangeError);
    await expect(exchange.wasTaken('boss/in', name)).rejects.toThrow(RangeError);
  }
});

test.each(exchanges)('%s: a megabyte in many chunks is read back complete', async (_, make) => {
  const exchange = await make();
  const piece = 'x'.repeat(65_535);
  const pieces = Array.from({ length: 17 }, (_, i) => `${i % 10}${piece}`);
  await exchange.write('boss/in', NAME, chunks(...pieces), () => seal(1));
  expect(await read(exchange, NAME)).toBe(pieces.join(''));
});
