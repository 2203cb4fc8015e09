import { expect, test } from 'vitest';
import { addressOf, DEFAULTS, optionsFrom, type StageOptions } from './options.ts';
import { portalAddress } from './portalAddress.ts';

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
  size: '640x530',
  safe: 'on',
  pace: '10',
  motion: 'off',
  port: 'webhid',
  grant: 'ask',
};

test('the address has exactly the options that differ from the defaults', () => {
  expect(addressOf(DEFAULTS)).toBe('?stage');
  expect(optionsFrom(addressOf(DEFAULTS))).toEqual(DEFAULTS);
  expect(optionsFrom(addressOf(odd))).toEqual(odd);
});

test('each option alone is read back from its address', () => {
  for (const name of Object.keys(odd) as (keyof StageOptions)[]) {
    const options = { ...DEFAULTS, [name]: odd[name] };
    expect(optionsFrom(addressOf(options)), name).toEqual(options);
    expect(addressOf(options), name).toContain(`&${name}=`);
  }
});

test('on the screen that waits for a card nobody moves it, unless the address says so', () => {
  const waiting = { ...DEFAULTS, screen: 'to:waitCard', hand: 'off' } as const;
  expect(optionsFrom('?stage&screen=to:waitCard')).toEqual(waiting);
  expect(addressOf(waiting)).toBe('?stage&screen=to:waitCard');
  expect(optionsFrom('?stage&screen=to:waitCard&hand=on').hand).toBe('on');
  expect(optionsFrom('?stage&screen=to:result').hand).toBe('on');
});

test.each([
  ['?stage&lang=fr', {}],
  ['?stage&size=800x600&pace=3&type=', {}],
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
      '&port=webhid&grant=ask&lang=zh-TW&type=large&accent=5ad1c8&skin=river&still',
  ],
])('the portal is asked for %s', (_, options, reset, address) => {
  expect(portalAddress({ ...DEFAULTS, ...options }, reset)).toBe(address);
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
