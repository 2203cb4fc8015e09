import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CARD_NAMES } from '../../box/walletCards.ts';
import { armingsFrom, armingsText } from '../../faults/arming.ts';
import { faultIds } from '../../faults/faultList.ts';
import { scenarios } from '../../faults/scenarios.ts';
import { optionsHere } from './linkTo.ts';
import { LOG_KINDS } from './logLine.ts';
import { addressOf, DEFAULTS, optionsFrom, PANELS, type StageOptions } from './options.ts';
import { otherAddress, portalAddress } from './portalAddress.ts';

/** As a browser takes an address apart. */
function read(address: string): StageOptions {
  const { search, hash } = new URL(address, 'http://stage.example/');
  return optionsFrom(search, hash);
}

const odd: StageOptions = {
  ui: 'en',
  scenario: 'boss-down',
  screen: 'to:waitCard',
  card: 'poor',
  balance: 1350,
  hand: 'off',
  faults: { 'cut-after-write': 'waits', 'network-slow': 'lasts', 'boss-down': 'off' },
  lang: 'zh-TW',
  type: 'large',
  accent: '5ad1c8',
  skin: 'river',
  keys: 'ipanel',
  size: '801x601',
  safe: 'on',
  grid: 'both',
  pace: '10',
  motion: 'off',
  port: 'webhid',
  grant: 'ask',
  panel: 'tokens',
  compare: 'difference',
  vsLang: 'en',
  vsType: 'large',
  vsSkin: 'snow',
  vsLook: 'none',
  vsBuild: 'http://localhost:4600/old/',
  find: '100% & more #1',
  of: 'step:confirm',
  word: '缴 费',
  allWords: 'on',
  logHides: ['card', 'boss'],
  logFind: 'post /sessions?a=b',
  look: {
    tokens: { ':root': { '--body': '1.2rem' } },
    words: { en: { 'row.service': 'Package' } },
    skin: { hotline: '961' },
  },
};

test('the address has exactly the options that differ from the defaults', () => {
  expect(addressOf(DEFAULTS)).toBe('?stage');
  expect(optionsFrom(addressOf(DEFAULTS))).toEqual(DEFAULTS);
  expect(read(addressOf(odd))).toEqual(odd);
});

test('each option alone is read back from its address', () => {
  for (const name of Object.keys(odd) as (keyof StageOptions)[]) {
    const options = { ...DEFAULTS, [name]: odd[name] };
    expect(read(addressOf(options)), name).toEqual(options);
    expect(addressOf(options), name).toContain(name === 'look' ? '#look=' : `&${name}=`);
  }
});

const letters = fc.stringMatching(/^[a-z0-9-]{0,8}$/);
const texts = fc.dictionary(
  fc.constantFrom('--a', '--b-c'),
  fc.constantFrom('1rem', '#fff', 'a b'),
);
const filled = <T extends object>(all: fc.Arbitrary<T>) =>
  all.filter((one) => Object.values(one).every((part) => Object.keys(part).length > 0));
const oneOf = fc.constantFrom;

const anyOptions: fc.Arbitrary<StageOptions> = fc.record({
  ui: oneOf('zh-CN', 'en'),
  scenario: oneOf(...Object.keys(scenarios)),
  screen: oneOf('', 'home', 'to:service', 'to:waitCard', 'to:result', 'refused-card-locked'),
  card: oneOf('', ...CARD_NAMES),
  balance: fc.option(fc.nat(99_999_900)),
  hand: oneOf('on', 'off'),
  faults: fc.uniqueArray(oneOf(...faultIds)).map((ids) => armingsFrom(ids.join())),
  lang: oneOf('zh-CN', 'zh-TW', 'en'),
  type: oneOf('standard', 'large'),
  accent: oneOf('', '5ad1c8', 'FFFFFF'),
  skin: letters,
  keys: letters.filter((name) => name !== ''),
  size: oneOf('1280x720', '640x530', '320x240', '3840x2160'),
  safe: oneOf('off', 'on'),
  grid: oneOf('off', 'columns', 'baseline', 'both'),
  pace: oneOf('1', '10'),
  motion: oneOf('on', 'off'),
  port: oneOf('host-object', 'webusb', 'webhid', 'websocket'),
  grant: oneOf('policy', 'ask'),
  panel: oneOf(...PANELS),
  compare: oneOf('off', 'beside', 'wipe', 'difference'),
  vsLang: oneOf('', 'zh-CN', 'zh-TW', 'en'),
  vsType: oneOf('', 'standard', 'large'),
  vsSkin: letters,
  vsLook: oneOf('same', 'none'),
  vsBuild: oneOf('', 'http://localhost:4173/', 'https://tv.example/portal/v2/'),
  find: fc.string(),
  of: oneOf('', 'step:home', 'reason:area.closed'),
  word: fc.string({ unit: 'grapheme' }),
  allWords: oneOf('off', 'on'),
  logHides: fc.subarray([...LOG_KINDS]),
  logFind: fc.string(),
  look: fc.record({
    tokens: filled(fc.dictionary(oneOf(':root', '[data-type="large"]'), texts)),
    words: filled(
      fc.dictionary(
        oneOf('zh-CN', 'zh-TW', 'en'),
        fc.dictionary(oneOf('wait', 'row.service'), fc.string({ unit: 'grapheme' })),
      ),
    ),
    skin: oneOf({}, { hotline: '961 #2' }, { name: { en: 'A & B' }, accent: '#112233' }),
  }),
});

test('whatever is set comes back from its address', () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      expect(read(addressOf(options))).toEqual(options);
      // An address is plain ASCII, so that every program sends it whole.
      expect(addressOf(options)).toMatch(/^[!-~]+$/);
    }),
    { numRuns: 300 },
  );
});

test('the property knows every fault that an address can name', () => {
  expect(armingsText(armingsFrom(faultIds.join())).split(',').length).toBeGreaterThan(10);
});

test('on the screen that waits for a card nobody moves it, unless the address says so', () => {
  const waiting = { ...DEFAULTS, screen: 'to:waitCard', hand: 'off' } as const;
  expect(optionsFrom('?stage&screen=to:waitCard')).toEqual(waiting);
  expect(addressOf(waiting)).toBe('?stage&screen=to:waitCard&hand=off');
  expect(optionsFrom('?stage&screen=to:waitCard&hand=on').hand).toBe('on');
  expect(addressOf({ ...waiting, hand: 'on' })).toBe('?stage&screen=to:waitCard&hand=on');
  expect(optionsFrom('?stage&screen=to:result').hand).toBe('on');
});

test.each<[Partial<StageOptions>, string, Partial<StageOptions>]>([
  [{}, 'home', {}],
  [{}, 'confirm', { screen: 'to:confirm' }],
  [{}, 'waitCard', { screen: 'to:waitCard', hand: 'off' }],
  [{ hand: 'off' }, 'confirm', { screen: 'to:confirm', hand: 'off' }],
  [{}, 'debiting', {}],
  [{ screen: 'home-doubt' }, 'home', { screen: 'home-doubt' }],
  [{ screen: 'to:result' }, 'confirm', { screen: 'to:result' }],
])('a link from %o at %s leads to %o', (options, step, said) => {
  const here = { ...DEFAULTS, ...options };
  expect(optionsHere(here, step)).toEqual({ ...here, ...said });
});

test.each([
  ['?stage&lang=fr', {}],
  ['?stage&size=800x60&pace=3&type=', {}],
  ['?stage&size=5000x720&panel=x&grid=on&compare=on', {}],
  ['?stage&vsBuild=javascript:alert(1)//&vsLang=fr&of=x', {}],
  ['?stage&vsBuild=http://a.example/%3Fq/&logHides=x,', {}],
  ['?stage&vsBuild=javascript://a.example/', {}],
  ['?stage&scenario=nonsense&card=gold&balance=-1', {}],
  ['?stage&accent=red&keys=../x&screen=<b>', {}],
  ['?stage&faults=nonsense,cut-after-write:lasts,card-pulled,hsm-down', {}],
  ['?stage&faults=,boss-down:lasts,', { faults: { 'boss-down': 'lasts' } }],
  ['?scenario=constructor&screen=home', { screen: 'home' }],
])('%s: invalid values are ignored', (search, said) => {
  expect(optionsFrom(search)).toEqual({ ...DEFAULTS, ...said });
});

test.each<[string, Partial<StageOptions>, boolean, string]>([
  ['a new day', {}, true, './?stage=off&scenario=first-day&reset&keys=desktop&lang=zh-CN'],
  ['the same day', {}, false, './?stage=off&scenario=first-day&keys=desktop&lang=zh-CN'],
  ['a sample', { screen: 'home-doubt', lang: 'en' }, true, './?gallery=home-doubt&lang=en'],
  [
    'all of it',
    odd,
    true,
    './?stage=off&scenario=boss-down&reset&pace=10&card=poor&balance=1350&hand=off' +
      '&faults=cut-after-write%2Cnetwork-slow%3Alasts%2Cboss-down%3Aoff&keys=ipanel' +
      '&port=webhid&grant=ask&lang=zh-TW&type=large&accent=5ad1c8&skin=river&still#look=%7B%22tokens%22%3A%7B%22%3Aroot%22%3A%7B%22--body%22%3A%221.2rem%22%7D%7D%2C' +
      '%22words%22%3A%7B%22en%22%3A%7B%22row.service%22%3A%22Package%22%7D%7D%2C%22skin%22%3A%7B%22hotline%22%3A%22961%22%7D%7D',
  ],
])('the portal is asked for %s', (_, options, reset, address) => {
  expect(portalAddress({ ...DEFAULTS, ...options }, reset)).toBe(address);
});

test('the other picture differs in what is asked for alone, and only a sample has one', () => {
  const sample = { ...DEFAULTS, screen: 'home', compare: 'beside', accent: '112233' } as const;
  expect(otherAddress({ ...sample, compare: 'off' })).toBeNull();
  expect(otherAddress({ ...sample, screen: '' })).toBeNull();
  expect(otherAddress({ ...sample, screen: 'to:confirm' })).toBeNull();
  expect(otherAddress(sample)).toBe('./?gallery=home&lang=zh-CN&accent=112233');
  expect(otherAddress({ ...sample, vsLang: 'en', vsType: 'large', vsSkin: 'snow' })).toBe(
    './?gallery=home&lang=en&type=large&skin=snow',
  );
  const own = { ...sample, accent: '', look: odd.look };
  expect(otherAddress(own)).toBe(portalAddress(own, false));
  expect(otherAddress({ ...own, vsLook: 'none' })).toBe('./?gallery=home&lang=zh-CN');
  expect(otherAddress({ ...own, vsLook: 'none', vsBuild: 'http://localhost:4600/' })).toBe(
    'http://localhost:4600/?gallery=home&lang=zh-CN',
  );
});

test('a fault waits for a moment of the payment, where it has moments and the moment is known', () => {
  const { faults } = optionsFrom(
    '?faults=card-pulled@init,network-down@quote,boss-rejects@init,power-cut@never,tsp-killed',
  );
  expect(faults).toEqual({
    'card-pulled': '@init',
    'network-down': '@quote',
    'tsp-killed': 'waits',
  });
  expect(addressOf({ ...DEFAULTS, faults })).toBe(
    '?stage&faults=card-pulled@init,network-down@quote,tsp-killed',
  );
});
