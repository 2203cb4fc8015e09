import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, expect, test } from 'vitest';
import { compareFolders, difference, writeReport } from './differences.mjs';

const folder = mkdtempSync(join(tmpdir(), 'differences-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A grey picture with white at these places. */
function picture(width: number, height: number, ...white: readonly (readonly [number, number])[]) {
  const png = new PNG({ width, height });
  png.data.fill(90);
  for (let at = 3; at < png.data.length; at += 4) png.data[at] = 255;
  for (const [x, y] of white) png.data.fill(255, (y * width + x) * 4, (y * width + x) * 4 + 4);
  return PNG.sync.write(png);
}
const block: readonly (readonly [number, number])[] = Array.from({ length: 25 }, (_, at) => [
  5 + (at % 5),
  5 + Math.floor(at / 5),
]);

test('pictures that are alike have no difference, however they are packed', () => {
  expect(difference(picture(20, 20), picture(20, 20))).toBeNull();
  const other = PNG.sync.write(PNG.sync.read(picture(20, 20)), { deflateLevel: 0 });
  expect(difference(picture(20, 20), other)).toBeNull();
});

test('pixels that differ are counted and marked', () => {
  const found = difference(picture(20, 20), picture(20, 20, ...block))!;
  expect(found.pixels).toBe(25);
  expect(found.share).toBe(25 / 400);
  const { data } = PNG.sync.read(found.png);
  const at = (x: number, y: number) => [...data.subarray((y * 20 + x) * 4, (y * 20 + x) * 4 + 3)];
  expect(at(7, 7)).toEqual([255, 0, 0]);
  expect(new Set(at(15, 15)).size).toBe(1);
});

test('a shade is a difference: panels are hardly lighter than the page', () => {
  const [page, panel] = [0x0d1530, 0x161e38].map((colour) => {
    const png = new PNG({ width: 9, height: 9 });
    for (let at = 0; at < png.data.length; at += 4) png.data.writeUInt32BE(colour * 256 + 255, at);
    return PNG.sync.write(png);
  });
  expect(difference(page!, panel!)?.pixels).toBe(81);
});

test('a picture that is larger differs in what the other has not', () => {
  expect(difference(picture(20, 20), picture(20, 24))!.pixels).toBe(80);
});

test('two folders: what differs, what is the same, what is new and what is gone', () => {
  const [before, after, out] = ['before', 'after', 'difference'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const put = (into: string, id: string, png: Buffer) => {
    mkdirSync(join(into, 'hd'), { recursive: true });
    writeFileSync(join(into, 'hd', `${id}.png`), png);
  };
  for (const id of ['same', 'little', 'much', 'gone']) put(before, id, picture(20, 20));
  put(after, 'same', picture(20, 20));
  put(after, 'little', picture(20, 20, ...block.slice(0, 10)));
  put(after, 'much', picture(20, 20, ...block));
  put(after, 'new', picture(20, 20));
  const found = compareFolders({ before, after, out }, [{ name: 'hd' }], {
    known: ['same', 'little', 'much', 'gone'],
    ids: ['same', 'little', 'much', 'new'],
  });
  expect(found.changed.map(({ id }) => id)).toEqual(['much', 'little']);
  expect([found.unchanged, found.added, found.gone]).toEqual([1, ['new'], ['gone']]);
  const report = readFileSync(writeReport(folder, found), 'utf8');
  expect(report).toContain('2 pictures differ, 1 are the same');
  expect(report).toContain('New samples: new');
  expect(report).toContain('Samples that are gone: gone');
  for (const path of ['before/hd/much.png', '"hd/much.png', 'difference/hd/much.png']) {
    expect(report).toContain(path);
  }
  expect(report).not.toContain('same.png');
  expect(PNG.sync.read(readFileSync(join(out, 'hd/much.png'))).width).toBe(20);
});
