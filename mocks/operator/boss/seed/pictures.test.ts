import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createValidator } from '../../../contract/validator.ts';
import { artworkIn } from '../../artwork/artworkFiles.ts';
import { imageOf, PICTURES } from './pictures.ts';
import { defaultSeed, seedWith } from './seed.ts';

const { folders, files } = artworkIn(join(import.meta.dirname, '../../artwork'));

test('BOSS names all pictures that are there, with their lengths', () => {
  for (const folder of Object.values(folders)) {
    const lengths = Object.entries(files)
      .filter(([path]) => path.startsWith(folder))
      .map(([path, svg]) => [path.slice(folder.length + 1), Buffer.byteLength(svg)]);
    const named = PICTURES.flatMap((picture) =>
      imageOf(picture).files.map(({ name, bytes }) => [name, bytes]),
    );
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(lengths));
  }
});

test('no two services of the catalogue have the same picture, and every picture has a service', () => {
  const shown = defaultSeed.services.flatMap(
    ({ image }) => image?.files.map(({ name }) => name) ?? [],
  );
  expect(new Set(shown).size).toBe(shown.length);
  const all = seedWith({ services: 100 }).services.map(({ image }) => image?.files[0]?.name);
  expect(PICTURES.filter((picture) => !all.includes(`${picture}.svg`))).toEqual([]);
});

test('a skin keeps the drawings apart from those of another, under another address', () => {
  expect(new Set(Object.values(folders)).size).toBe(2);
  expect(files[`${folders.island}/sport.svg`]).not.toBe(files[`${folders.evening}/sport.svg`]);
});

test.each<[string, object]>([
  ['another host', { name: 'https://else.example/a.svg' }],
  ['another folder', { name: '../a.svg' }],
  ['no type that every box shows', { name: 'a.webp' }],
  ['more than 20 kB', { bytes: 20_481 }],
  ['no length', { bytes: undefined }],
  ['a picture for a cinema', { width: 4_096 }],
])('the contract refuses a picture with %s', (_, wrong) => {
  const { checkResponse } = createValidator();
  const service = {
    ...{ serviceId: 'basic', number: 1, category: 'basic', icon: 'tv', priceFen: 100 },
    ...{ title: { 'zh-CN': '收视' }, introduction: { 'zh-CN': '收视' } },
    ...{ periods: [{ months: 1, amountFen: 100, savingFen: 0 }], subscription: { state: 'none' } },
  };
  const verdict = (file: object) =>
    checkResponse('boss', 'getCatalogue', 200, {
      ...{ from: 0, total: 1, categories: [] },
      items: [{ ...service, image: { files: [JSON.parse(JSON.stringify(file))] } }],
    }).ok;
  const good = imageOf('basic').files[0]!;
  expect(verdict(good)).toBe(true);
  expect(verdict({ ...good, ...wrong })).toBe(false);
});
