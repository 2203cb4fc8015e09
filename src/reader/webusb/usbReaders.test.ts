import { expect, test } from 'vitest';
import { fromHex } from '../../shared/bytes.ts';
import { oneReader } from './provider.fixture.ts';
import { wellBehaved } from './usb.fixture.ts';

test('a card over USB, from opening to closing', async () => {
  const { usb, provider, soon, names } = oneReader();
  await names();
  const reader = await soon(provider.open('Maker Reader'));
  if (!reader.ok) throw new Error(reader.error.code);
  const card = await soon(reader.value.connect());
  if (!card.ok) throw new Error(card.error.code);
  expect(await soon(card.value.transmit(fromHex('00840000')))).toEqual({
    ok: true,
    value: { bytes: fromHex('9000'), answers: expect.any(String) },
  });
  await soon(reader.value.close());
  expect(usb.calls.slice(4).filter((call) => !call.startsWith('in'))).toEqual([
    'open',
    'claim 0',
    'out 1 65000000000000000000',
    'out 1 62000000000001000000',
    'out 1 610500000000020000001100000A00',
    'out 1 6F0500000000030000000084000000',
    'out 1 63000000000004000000',
    'release 0',
    'close',
  ]);
});

test('two callers that open a reader at the same time get the same one; the slots of a reader share its pipe', async () => {
  const { usb, provider, soon, names } = oneReader('SCR331-DI');
  await names();
  const opened = await soon(
    Promise.all(
      ['slot 0', 'slot 0', 'slot 1'].map((slot) => provider.open(`Maker Reader ${slot}`)),
    ),
  );
  const [first, same, other] = opened.map((result) => result.ok && result.value);
  expect(first === same && first !== other).toBe(true);
  expect(usb.calls.filter((call) => call.startsWith('claim'))).toHaveLength(1);
  if (!first || !other) throw new Error('not opened');
  await soon(first.close());
  expect(usb.calls).not.toContain('release 0');
  await soon(other.close());
  expect(usb.calls.slice(-2)).toEqual(['release 0', 'close']);
  expect((await soon(provider.open('Maker Reader slot 0'))).ok).toBe(true);
});

/** The slots of what was sent and is not answered yet, at most. */
async function slotsAtOnce(maxBusySlots: number): Promise<number> {
  const { usb, provider, soon, names, pass } = oneReader('SCR331-DI', 0xff, { busy: maxBusySlots });
  let open = 0;
  let most = 0;
  const held: string[] = [];
  usb.onMessage = (hex) => {
    most = Math.max(most, ++open);
    held.push(...wellBehaved(hex));
    return [];
  };
  await names();
  const asked = ['slot 0', 'slot 1'].map(async (slot) => {
    const reader = await provider.open(`Maker Reader ${slot}`);
    return reader.ok && reader.value.getStatus();
  });
  for (let i = 0; i < 2; i++) {
    await pass(1);
    open -= held.length;
    for (const answer of held.splice(0)) usb.comes(answer);
  }
  const states = await soon(Promise.all(asked));
  expect(states).toEqual(Array(2).fill({ ok: true, value: 'present' }));
  return most;
}

test('as many slots at once as the reader announces (bMaxCCIDBusySlots), one where it says none', async () => {
  expect(await slotsAtOnce(1)).toBe(1);
  expect(await slotsAtOnce(0)).toBe(1);
  expect(await slotsAtOnce(2)).toBe(2);
});

test.each([
  ['NetworkError', 2, true],
  ['InvalidStateError', 4, true],
  ['NetworkError', 5, 'SHARING_VIOLATION'],
  ['SecurityError', 1, 'READER_UNSUPPORTED'],
  ['NotFoundError', 1, 'READER_UNAVAILABLE'],
  ['never', 1, 'TIMEOUT'],
])('a claim that ends with %s %d times', async (why, times, expected) => {
  const { usb, provider, soon, names } = oneReader();
  await names();
  usb.failing.set('claim', Array(times).fill(why));
  const opened = await soon(provider.open('Maker Reader'));
  expect(opened.ok || opened.error.code).toBe(expected);
  if (!opened.ok) expect(usb.calls[usb.calls.length - 1]).toBe('close');
});

test('a stuck reader is reset and offered again, later each time', async () => {
  const { usb, provider, changes, soon, pass, names } = oneReader();
  await names();
  for (const pauseMs of [500, 1_000]) {
    usb.onMessage = () => [];
    const reader = await soon(provider.open('Maker Reader'));
    if (!reader.ok) throw new Error(reader.error.code);
    const status = await soon(reader.value.getStatus());
    expect(status.ok || status.error.code).toBe('TIMEOUT');
    expect(await names()).toEqual(['Maker Reader']);
    expect(await soon(provider.open('Maker Reader'))).toMatchObject({
      error: { code: 'READER_UNAVAILABLE', detail: 'stuck' },
    });
    expect(usb.calls.slice(-2)).toEqual(['reset', 'close']);
    await pass(pauseMs - 1);
    expect(changes).toEqual(['reader-removed Maker Reader']);
    await pass(2);
    expect(changes.splice(0)).toEqual(['reader-removed Maker Reader', 'reader-added Maker Reader']);
  }
  usb.onMessage = wellBehaved;
  const reader = await soon(provider.open('Maker Reader'));
  expect(reader.ok && (await soon(reader.value.getStatus()))).toEqual({
    ok: true,
    value: 'present',
  });
});

test('a plug pulled while a reader is being opened: nothing is opened, nothing stays claimed', async () => {
  const { usb, browser, provider, soon, names } = oneReader();
  await names();
  const opening = provider.open('Maker Reader');
  browser.devices.length = 0;
  browser.fire('disconnect', usb.device);
  expect(await soon(opening)).toMatchObject({
    error: { code: 'READER_UNAVAILABLE', outcome: 'not-sent' },
  });
  expect(usb.calls.slice(-2)).toEqual(['release 0', 'close']);
});
