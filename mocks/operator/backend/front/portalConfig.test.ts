import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ownArtwork, portalConfigIn, portalConfigText } from './portalConfig.ts';

const folders: string[] = [];
function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const own = new URL('../../../../public/config.json', import.meta.url);

test('the file of a build is read, and served with the operator’s fields and the host’s TSP', () => {
  const folder = freshFolder();
  copyFileSync(own, join(folder, 'config.json'));
  const operator = { hotline: '96596' };
  const text = portalConfigText(portalConfigIn(folder, operator), { operator });
  expect(JSON.parse(text)).toMatchObject({
    accent: '#ffc857',
    hotline: '96596',
    tspUrl: '/tsp/v1',
  });
});

test.each([
  ['{"tok": ', 'config.json: not JSON ('],
  ['[1]', 'config.json: a list is not an object'],
  ['null', 'config.json: null is not an object'],
  ['{}', 'config.json: name: nothing is not'],
  ['{"hotline": "1", "hotline": "2"}', 'config.json: hotline: given twice'],
  [Buffer.from([0x7b, 0xb3, 0xc7]), 'config.json: not UTF-8 (byte 2)'],
])('%j is refused: %s', (text, sentence) => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'config.json'), text);
  expect(() => portalConfigIn(folder, {})).toThrow(sentence);
});

test('where no portal is built, or config.json is no file, the folder is named', () => {
  const folder = freshFolder();
  expect(() => portalConfigIn(folder, {})).toThrow(`${folder}: no portal is built there`);
  expect(() => portalConfigIn('/etc/passwd', {})).toThrow('/etc/passwd: no portal is built there');
  mkdirSync(join(folder, 'config.json'));
  expect(() => portalConfigIn(folder, {})).toThrow('config.json: cannot be read (EISDIR)');
});

test('the pictures of the host are those of the file, unless build or operator has others', () => {
  const own = ownArtwork({
    folders: { evening: 'artwork/evening-1', island: 'artwork/i' },
    files: {},
  });
  const urlOf = (build: object, operator: Record<string, unknown>) =>
    JSON.parse(portalConfigText(build, { operator }, own)).artworkUrl;
  expect(urlOf({}, {})).toBe('/artwork/evening-1');
  expect(urlOf({ artworkUrl: '/built' }, {})).toBe('/built');
  expect(urlOf({ artworkUrl: '/built' }, { artworkUrl: 'https://o.example' })).toBe(
    'https://o.example',
  );
  expect(
    JSON.parse(portalConfigText({}, { operator: {} }, ownArtwork(undefined))),
  ).not.toHaveProperty('artworkUrl');
});
