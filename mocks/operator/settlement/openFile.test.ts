import { beforeEach, expect, test } from 'vitest';
import { memoryStore } from '../../store/memoryStore.ts';
import { nodeHash } from './disk/nodeHash.ts';
import { layouts } from './layouts.ts';
import { type FilePlace, openFile } from './openFile.ts';
import { sealFile } from './sealedFile.ts';
import { bytesOf } from './settlement.fixture.ts';
import type { FileExchange, PaidRow } from './settlementTypes.ts';
import { storeExchange } from './storeExchange.ts';

const NAME = 'DZ010520261123.txt';
const head = { sender: '0105', date: '20261123', createdAt: '20261124000512', batchNo: '01' };
const row: PaidRow = {
  orderId: '01JDC4Y0M5T2H8R9V6W3X7Z1AB',
  bossOrder: 'B2026112300042',
  subscriberId: 'S100234',
  stbId: 'STB-0001',
  product: '体育包月',
  from: '2026-11-23',
  to: '2026-12-22',
  amountFen: 2600,
  paidAt: '20261123203912',
  cardMasked: '**** 1234',
  terminalNo: '000000010001',
  terminalSequence: '0000002A',
  cardSequence: '0005',
  tac: '9F0C11AA',
  state: 'S',
};
const rows = [row, { ...row, orderId: '01JDC4Y0M5T2H8R9V6W3X7Z1AC', amountFen: 6000, tac: '' }];

let exchange: FileExchange;
beforeEach(() => {
  exchange = storeExchange(memoryStore());
});

const open = (place: Partial<FilePlace> = {}) =>
  openFile(layouts.DZ, { exchange, folder: 'boss/in', name: NAME, hash: nodeHash, ...place });

const sealed = () => sealFile(layouts.DZ, head, { count: 2, totalFen: 8600 }, rows, nodeHash);

const sha256 = (text: string): string => {
  const hash = nodeHash();
  hash.update(new TextEncoder().encode(text));
  return hash.digest();
};

/**
 * Delivers the file with some of its text changed, and with a new T line and .ok: what a faulty program would write.
 */
async function deliver(change: (text: string) => string, name = NAME): Promise<void> {
  const { bytes } = sealed();
  const text = change(String(await bytesOf(bytes)));
  const [, before, count, total] = /^([\s\S]*)T\|(\d+)\|(\d+)\|[^|]*\n$/.exec(text)!;
  const whole = `${before}T|${count}|${total}|${sha256(before!)}\n`;
  await exchange.write(
    'boss/in',
    name,
    (async function* () {
      yield new TextEncoder().encode(whole);
    })(),
    () => ({
      size: Buffer.byteLength(whole),
      sha256: sha256(whole),
      count: Number(count),
      totalFen: Number(total),
    }),
  );
}

test('head, rows and trailer are as the two sides agreed', async () => {
  const { name, bytes } = sealed();
  const text = String(await bytesOf(bytes));
  const before = text.slice(0, text.indexOf('T|'));
  expect(name).toBe(NAME);
  expect(text).toBe(
    [
      'H|1.0|0105|20261123|20261124000512|2|8600|01',
      'D|1|01JDC4Y0M5T2H8R9V6W3X7Z1AB|B2026112300042|S100234|STB-0001|体育包月|2026-11-23|2026-12-22|2600|20261123203912|**** 1234|000000010001|0000002A|0005|9F0C11AA|S',
      'D|2|01JDC4Y0M5T2H8R9V6W3X7Z1AC|B2026112300042|S100234|STB-0001|体育包月|2026-11-23|2026-12-22|6000|20261123203912|**** 1234|000000010001|0000002A|0005||S',
      `T|2|8600|${sha256(before)}`,
      '',
    ].join('\n'),
  );
});

test('a file without .ok is not ready', async () => {
  expect(await open()).toMatchObject({ ok: false, error: { kind: 'not-ready', file: NAME } });
});

test('an .ok without its file is not ready', async () => {
  const half = {
    ...exchange,
    seal: async () => ({ size: 1, sha256: 'A'.repeat(64), count: 0, totalFen: 0 }),
  };
  expect(await open({ exchange: half })).toMatchObject({ error: { kind: 'not-ready' } });
});

test('a file that was taken before is a duplicate; a refused file may come again', async () => {
  await deliver((text) => text);
  await exchange.move('boss/in', NAME, 'error');
  await deliver((text) => text);
  expect((await open()).ok).toBe(true);
  await exchange.move('boss/in', NAME, 'done');
  await deliver((text) => text);
  expect(await open()).toMatchObject({ error: { kind: 'duplicate' } });
});

test('an unreachable exchange is not a fault of the file', async () => {
  const unreachable = { ...exchange, seal: () => Promise.reject(new Error('no route')) };
  await expect(open({ exchange: unreachable })).rejects.toThrow('no route');
});

test.each([
  ['rubbish.txt', {}],
  ['FH010520261123.txt', {}],
  [NAME, { sender: '0106' }],
  [NAME, { date: '20261124' }],
  ['DZ010620261123.txt', {}],
  ['DZ010520261124.txt', {}],
])('%s with %j is foreign', async (name, expected) => {
  await deliver((text) => text, name);
  expect(await open({ name, ...expected })).toMatchObject({
    error: { kind: 'foreign', file: name },
  });
});

test.each([
  [
    'another version',
    'H|1.0|',
    'H|1.1|',
    { kind: 'version', line: 1, field: 'version', value: '1.1' },
  ],
  ['no head', 'H|1.0|', 'D|1.0|', { kind: 'corrupt', line: 1 }],
  [
    'the head of another day',
    '|20261123|20261124',
    '|20261122|20261124',
    { kind: 'foreign', line: 1, field: 'date' },
  ],
  [
    'a count that is not that of its rows',
    '|2|8600|01',
    '|3|8600|01',
    { kind: 'totals', field: 'count of the head' },
  ],
  [
    'a total that is not that of its rows',
    '|2|8600|01',
    '|2|8601|01',
    { kind: 'totals', field: 'total of the head' },
  ],
  [
    'a trailer that does not match its rows',
    'T|2|8600',
    'T|2|8599',
    { kind: 'totals', field: 'total of the T line' },
  ],
  ['a row number twice', 'D|2|', 'D|1|', { kind: 'cell', line: 3, field: 'n', value: '1' }],
  [
    'an amount with a point',
    '|6000|',
    '|60.00|',
    { kind: 'cell', line: 3, field: 'amountFen', value: '60.00' },
  ],
  ['a negative amount', '|2600|', '|-2600|', { kind: 'cell', line: 2, field: 'amountFen' }],
  [
    'an amount with a zero before it',
    '|2600|',
    '|02600|',
    { kind: 'cell', line: 2, field: 'amountFen' },
  ],
  [
    'a day that does not exist',
    '|20261123203912|',
    '|20260230203912|',
    { kind: 'cell', line: 2, field: 'paidAt' },
  ],
  ['hex in lower case', '|9F0C11AA|', '|9f0c11aa|', { kind: 'cell', line: 2, field: 'tac' }],
  [
    'an unknown state',
    '|9F0C11AA|S',
    '|9F0C11AA|X',
    { kind: 'cell', line: 2, field: 'state', value: 'X' },
  ],
  ['a cell too many', '|9F0C11AA|S', '|9F0C11AA|S|', { kind: 'cell', line: 2 }],
  ['a cell too few', '|STB-0001|', '|', { kind: 'cell', line: 2 }],
  [
    'Windows line ends',
    '|9F0C11AA|S\n',
    '|9F0C11AA|S\r\n',
    { kind: 'cell', line: 2, field: 'state' },
  ],
  ['an empty line', 'T|2', '\nT|2', { kind: 'corrupt', line: 4 }],
  ['a BOM', 'H|1.0|', '\uFEFFH|1.0|', { kind: 'corrupt', line: 1 }],
])('%s is refused with line and field', async (_, from, to, expected) => {
  await deliver((text) => text.replace(from, to));
  const result = await open();
  expect(result).toMatchObject({ ok: false, error: { file: NAME, ...expected } });
});

test('an .ok that differs from the T line is refused', async () => {
  const { name, bytes, seal } = sealed();
  await exchange.write('boss/in', name, bytes, () => ({ ...seal(), count: 3 }));
  expect(await open()).toMatchObject({ error: { kind: 'totals' } });
});

test('a complete file whose .ok was made for another file is refused', async () => {
  const { name, bytes, seal } = sealed();
  await exchange.write('boss/in', name, bytes, () => ({ ...seal(), sha256: sha256('another') }));
  expect(await open()).toMatchObject({ error: { kind: 'corrupt' } });
});

test.each([
  ['a full card number where its mask belongs', '**** 1234', '62250000000000001234'],
  ['a card number in another column', 'S100234', '62250000000000001234 '],
])('no fault repeats %s', async (_, from, to) => {
  await deliver((text) => text.replace(from, to));
  const result = await open();
  expect(result.ok).toBe(false);
  expect(JSON.stringify(result)).not.toContain('6225000000');
});

test.each([
  ['product', '体育|包月'],
  ['product', 'a\nb'],
  ['product', 'a\u0000b'],
  ['product', '\uD800'],
  ['product', 'x'.repeat(61)],
  ['orderId', ''],
  ['amountFen', 26.5],
  ['amountFen', Number.NaN],
  ['amountFen', -1],
  ['cardMasked', '6225000000001234'],
  ['state', 'Q'],
  ['tac', undefined],
])('%s that is %j is not written', async (field, value) => {
  const wrong = [row, { ...row, [field]: value }] as PaidRow[];
  const { bytes } = sealFile(layouts.DZ, head, { count: 2, totalFen: 5200 }, wrong, nodeHash);
  const error = await bytesOf(bytes).catch((why) => why);
  expect(error.fault).toMatchObject({ kind: 'cell', file: NAME, line: 3, field });
  expect(error.message).not.toContain('622500');
});

test.each([[{ count: 3, totalFen: 8600 }], [{ count: 2, totalFen: 8601 }]])(
  'rows that do not match the head, %j, are not written to their end',
  async (sum) => {
    const { bytes, seal } = sealFile(layouts.DZ, head, sum, rows, nodeHash);
    await expect(bytesOf(bytes)).rejects.toThrow(RangeError);
    expect(seal).toThrow('before the file was written');
  },
);

test('a day without payments is a file too', async () => {
  const { name, bytes, seal } = sealFile(layouts.DZ, head, { count: 0, totalFen: 0 }, [], nodeHash);
  await exchange.write('boss/in', name, bytes, seal);
  const opened = await open();
  expect(opened).toMatchObject({ ok: true, value: { seal: { count: 0, totalFen: 0 } } });
});
