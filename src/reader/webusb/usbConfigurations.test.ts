/** `device.configuration` in the orders in which browsers show it: null at first, after a reset, or for good. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex } from '../../shared/bytes.ts';
import { oneReader } from './provider.fixture.ts';
import { refusal, wellBehaved } from './usb.fixture.ts';

interface Engine {
  /** Whether a configuration is shown, by what was done so far. */
  readonly shown: 'always' | 'when selected' | 'when open' | 'never';
  /** Descriptors are read only where one is selected (Chromium from 77 on). */
  readonly readsNothingWithout: boolean;
  readonly claimsNothingWithout: boolean;
  /** A reset or a close takes it back. */
  readonly forgets: boolean;
  /** `selectConfiguration` fails so often (Android: always). */
  readonly refusals: number;
}

const CHROMIUM: Engine = {
  shown: 'when selected',
  readsNothingWithout: true,
  claimsNothingWithout: true,
  forgets: false,
  refusals: 0,
};

/** One reader in such an engine, and whether anything was selected while something was claimed. */
function inEngine(engine: Engine, name?: string) {
  const bench = oneReader(name);
  const { device } = bench.usb;
  const { configuration } = device;
  const { close, reset, selectConfiguration } = device;
  const { claimInterface, releaseInterface, controlTransferIn } = device;
  const seen = { isTransferEnded: false };
  let isSelected = engine.shown === 'always';
  let refusals = engine.refusals;
  let claimed = 0;
  const isConfigured = () => isSelected || (engine.shown === 'when open' && device.opened);
  const forget = () => {
    if (engine.forgets && engine.shown !== 'always') isSelected = false;
    claimed = 0;
  };
  const check = (needs: boolean) => {
    if (needs && !isConfigured()) throw refusal('InvalidStateError');
  };
  Object.defineProperty(device, 'configuration', {
    get: () => (isConfigured() && engine.shown !== 'never' ? configuration : null),
  });
  Object.assign(device, {
    async close() {
      await close.call(device);
      forget();
    },
    async reset() {
      await reset.call(device);
      forget();
    },
    async selectConfiguration(value: number) {
      await selectConfiguration.call(device, value);
      if (claimed > 0) seen.isTransferEnded = true;
      if (refusals-- > 0) throw refusal('NetworkError');
      isSelected = true;
    },
    async claimInterface(number: number) {
      check(engine.claimsNothingWithout);
      await claimInterface.call(device, number);
      claimed++;
    },
    async releaseInterface(number: number) {
      await releaseInterface.call(device, number);
      claimed--;
    },
    async controlTransferIn(setup: USBControlTransferParameters, length: number) {
      check(engine.readsNothingWithout);
      return controlTransferIn.call(device, setup, length);
    },
  });
  return { ...bench, seen };
}

/** Finds the reader, reads a card, gets stuck, and reads it again after the reset. */
async function works({ usb, provider, soon, names, pass }: ReturnType<typeof oneReader>) {
  const read = async () => {
    const reader = await soon(provider.open('Maker Reader'));
    if (!reader.ok) return reader.error.detail;
    const card = await soon(reader.value.connect());
    return card.ok && (await soon(card.value.transmit(fromHex('00840000')))).ok;
  };
  expect(await names()).toEqual(['Maker Reader']);
  expect(await read()).toBe(true);
  usb.onMessage = () => [];
  const reader = await soon(provider.open('Maker Reader'));
  if (!reader.ok) throw new Error(reader.error.code);
  await soon(reader.value.getStatus());
  usb.onMessage = wellBehaved;
  await pass(2_000);
  expect(await read()).toBe(true);
}

test.each<[string, Engine]>([
  ['Chromium on a device that nobody has configured yet', CHROMIUM],
  ['an older one, which reads before', { ...CHROMIUM, readsNothingWithout: false }],
  ['one that forgets it with a reset', { ...CHROMIUM, forgets: true }],
  ['one that refuses at first', { ...CHROMIUM, refusals: 3 }],
  [
    'Android, which shows it once the device is open',
    { ...CHROMIUM, shown: 'when open', refusals: Number.POSITIVE_INFINITY },
  ],
  [
    'Android, which never shows or selects it, and claims',
    {
      shown: 'never',
      readsNothingWithout: false,
      claimsNothingWithout: false,
      forgets: true,
      refusals: Number.POSITIVE_INFINITY,
    },
  ],
])('%s', async (_, engine) => {
  const bench = inEngine(engine);
  await works(bench);
  expect(bench.seen.isTransferEnded).toBe(false);
});

test('a device that has one from the start is not configured again', async () => {
  const bench = inEngine({ ...CHROMIUM, shown: 'always' });
  await works(bench);
  expect(bench.usb.calls.filter((call) => call.startsWith('select'))).toEqual([]);
});

test('nothing is selected while an interface is in use, even where none is ever shown', async () => {
  const bench = inEngine({ ...CHROMIUM, shown: 'never' }, 'Feitian_R502');
  const { provider, soon, names, seen } = bench;
  const found = await names();
  if (typeof found === 'string') throw new Error(found);
  for (const name of found) expect((await soon(provider.open(name))).ok).toBe(true);
  expect(found.length).toBeGreaterThan(1);
  expect(seen.isTransferEnded).toBe(false);
});

test('every order in which an engine may show, forget and refuse it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        shown: fc.constantFrom<Engine['shown'][]>('always', 'when selected', 'when open', 'never'),
        readsNothingWithout: fc.boolean(),
        claimsNothingWithout: fc.boolean(),
        forgets: fc.boolean(),
        refusals: fc.nat(4),
      }),
      async (engine) => {
        const bench = inEngine(engine);
        await works(bench);
        expect(bench.seen.isTransferEnded).toBe(false);
      },
    ),
    { numRuns: 200 },
  );
});
