import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { silentLog } from '../../shared/log.ts';
import { LANGUAGES, wordsIn } from '../../shared/text.ts';
import { readableAccent } from '../../ui/accent.ts';
import { parseConfig } from '../files/operatorConfig.ts';
import { askedConfig, skins } from './skins.ts';

const visit = (search: string) =>
  vi.stubGlobal('location', { href: `https://tv.example/portal/${search}`, search });
beforeEach(() => visit(''));
afterEach(() => vi.unstubAllGlobals());

test.each(Object.keys(skins))('%s is a configuration that a portal accepts, whole', (name) => {
  const skin = skins[name]!();
  const config = JSON.stringify({ ...skin, tspUrl: '/tsp/v1' });
  expect(parseConfig(config, silentLog)).toMatchObject({ ok: true, value: skin });
  for (const language of LANGUAGES) expect(wordsIn(skin.name, language)).toMatch(/\S/);
});

test.each(Object.keys(skins))('the colour of %s is readable as it is', (name) => {
  const { accent } = skins[name]!();
  const rgb = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16));
  expect(readableAccent(accent)).toBe(`rgb(${rgb.join()})`);
});

test('the two whole skins differ in everything that a subscriber sees', () => {
  const [evening, island] = [skins.evening!(), skins.island!()];
  for (const field of ['hotline', 'accent', 'logo', 'artworkUrl'] as const) {
    expect(island[field], field).not.toBe(evening[field]);
  }
  expect(island.name['zh-CN']).not.toBe(evening.name['zh-CN']);
  expect(island.artworkUrl).toMatch(/^\/portal\/artwork\/island-[\da-f]{8}$/);
});

test.each([
  ['', { artworkUrl: expect.stringContaining('/evening-') }],
  ['?skin=island', { hotline: '968xx', artworkUrl: expect.stringContaining('/island-') }],
  ['?skin=island&accent=ffffff', { hotline: '968xx', accent: '#ffffff' }],
  ['?skin=unknown', { artworkUrl: expect.stringContaining('/evening-') }],
  ['?backend&skin=island', { artworkUrl: expect.stringContaining('/island-') }],
])('the address %j asks for %j', (search, config) => {
  visit(search);
  expect(askedConfig()).toMatchObject(config);
});

test('a real host keeps its own pictures', () => {
  visit('?backend');
  expect(askedConfig()).toEqual({});
});
