/** The other side is built from docs/operate/settlement-files.md, so its tables and examples must match the code. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeHash } from './disk/nodeHash.ts';
import { parseFileName } from './fileNames.ts';
import { type Kind, type Layout, layouts } from './layouts.ts';
import { openFile } from './openFile.ts';
import { parseSeal, sealText } from './seal.ts';
import { sealFile } from './sealedFile.ts';
import { allOf, bytesOf } from './settlement.fixture.ts';
import type { FileExchange, FileFault } from './settlementTypes.ts';

const document = readFileSync(
  new URL('../../../docs/operate/settlement-files.md', import.meta.url),
  'utf8',
);
const kinds = Object.keys(layouts) as Kind[];
const layoutOf = (kind: Kind) => layouts[kind] as unknown as Layout<never>;

function chapter(kind: Kind): string {
  const found = document.split(/^## /m).find((text) => text.startsWith(`${kind}:`));
  if (!found) throw new Error(`no chapter ${kind}`);
  return found;
}

/** Name and content of every block that has a name before it. */
const blocks = (text: string): [string, string][] =>
  [...text.matchAll(/^`([^`\n]+)`\n\n```\n([\s\S]*?\n)```$/gm)].map(([, name, content]) => [
    name!,
    content!,
  ]);

/** An exchange with an example of the document. */
function exchangeWith(content: string, seal: string): FileExchange {
  return {
    list: async () => [],
    seal: async () => parseSeal(seal),
    write: () => Promise.reject(new Error('nobody writes here')),
    async *read() {
      yield new TextEncoder().encode(content);
    },
    move: async () => undefined,
    takenSeal: async () => null,
    wasTaken: async () => null,
  };
}

test.each(kinds)('the table of %s has its columns, in their order, with their cells', (kind) => {
  const table = [...chapter(kind).matchAll(/^\| (\d+) \| (\w+) \| (.*) \|$/gm)].map((row) =>
    row.slice(1),
  );
  const columns = layoutOf(kind).columns.map(({ name, cell }, index) => [
    String(index + 3),
    name,
    cell.says.replace('|', '\\|'),
  ]);
  expect(table).toEqual(columns);
});

test.each(kinds)('the example of %s is read, and written again unchanged', async (kind) => {
  const [[name, content], [okName, seal]] = blocks(chapter(kind)) as [
    [string, string],
    [string, string],
  ];
  expect(okName).toBe(`${name}.ok`);
  const exchange = exchangeWith(content, seal);
  const layout = layoutOf(kind);
  const opened = await openFile(layout, { exchange, folder: 'boss/in', name, hash: nodeHash });
  if (!opened.ok) throw new Error(opened.error.message);
  const { head } = opened.value;
  const again = sealFile(layout, head, head, await allOf(opened.value.rows()), nodeHash);
  expect(again.name).toBe(name);
  expect(String(await bytesOf(again.bytes))).toBe(content);
  expect(sealText(again.seal())).toBe(seal);
});

const faults: Record<FileFault['kind'], true> = {
  'not-ready': true,
  truncated: true,
  corrupt: true,
  totals: true,
  version: true,
  foreign: true,
  duplicate: true,
  cell: true,
};

test.each(Object.keys(faults))('the document says what %s means', (kind) => {
  const [, refused] = document.split('## What is refused');
  expect(refused).toContain(`\n| ${kind} | `);
});

test('every whole name in the document is one that a receiver takes', () => {
  const names = new Set(
    [...document.matchAll(/`((?:DZ|FH|PP|PR|QS)\w*(?:-\d+)?\.txt)`/g)].map(([, name]) => name!),
  );
  expect([...names].filter((name) => parseFileName(name) === null)).toEqual([]);
  expect(names.size).toBeGreaterThan(5);
});

test('a day that is sent again has the numbers that the document says', () => {
  const [sentAgain] = /`DZ\d+-\d\d\.txt`, then `-03` up to `-99`/.exec(document) ?? [];
  expect(sentAgain).toBe('`DZ010520261123-02.txt`, then `-03` up to `-99`');
  const numberOf = (name: string) => parseFileName(name)?.batchNo ?? null;
  for (const start of ['DZ010520261123', 'FH010520261123', 'QSA000010520261123']) {
    expect(numberOf(`${start}-02.txt`)).toBe('02');
    expect(numberOf(`${start}-99.txt`)).toBe('99');
    expect(numberOf(`${start}-01.txt`)).toBe(null);
    expect(numberOf(`${start}-100.txt`)).toBe(null);
  }
  expect(numberOf('PPA00001052026112301.txt')).toBe('01');
  expect(numberOf('PRA000010520261123-01.txt')).toBe(null);
});
