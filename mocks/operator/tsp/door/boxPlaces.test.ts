import { expect, test } from 'vitest';
import type { Box, Sending } from '../box.fixture.ts';
import { readBox } from '../controls/boxes.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';

const from = (address: string): Sending => ({
  tamper: ({ headers }) => headers.set('Box-Address', address),
});

const watchOf = async ({ room }: Fixture, stbId = 'STB-1') =>
  (await room.transaction((tx) => readBox(tx, stbId))).watch;

const ask = async (box: Box, address: string): Promise<number> =>
  (await box.get('/orders', from(address))).status;

test('a box id that is used from two addresses at once is an alarm, and both go on', async () => {
  const fixture = tspFixture();
  const real = await fixture.opened();
  const copy = await fixture.opened();
  for (let at = 0; at < 3; at++) {
    expect([await ask(real, '10.0.0.7'), await ask(copy, '10.9.9.9')]).toEqual([200, 200]);
    await fixture.time.advance(1_000);
  }
  expect(await watchOf(fixture)).toMatchObject({ why: 'at two addresses at once', times: 1 });
  expect(fixture.tsp.counters()['box.watched']).toBe(1);
  expect(fixture.logs.filter((line) => line.includes('ALARM'))).toHaveLength(1);
});

test('a box that moves to another address, once or an hour later again, is no alarm', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  for (const address of ['10.0.0.7', '10.0.0.8', '10.0.0.9']) await ask(box, address);
  await fixture.time.advance(3_600_000);
  await box.open();
  for (const address of ['10.0.0.8', '10.0.0.9']) await ask(box, address);
  expect(await watchOf(fixture)).toBeUndefined();
});

test('what goes on is told once an hour; what people have looked at is told when it comes again', async () => {
  const fixture = tspFixture();
  const [real, copy] = [await fixture.opened(), await fixture.opened()];
  const both = async () => {
    for (let at = 0; at < 2; at++) {
      await ask(real, '10.0.0.7');
      await ask(copy, '10.9.9.9');
    }
  };
  await both();
  const person = { user: 'wang', role: 'supervisor' } as const;
  await fixture.tsp.desk.setBox(person, 'STB-1', false, 'asked the subscriber');
  expect(await watchOf(fixture)).toBeUndefined();
  await both();
  expect(await watchOf(fixture)).toBeUndefined();
  await fixture.time.advance(3_600_000);
  await real.open();
  await copy.open();
  await both();
  expect(await watchOf(fixture)).toMatchObject({ times: 1 });
});

test('a forged request moves no box', async () => {
  const fixture = tspFixture();
  const box = await fixture.opened();
  await ask(box, '10.0.0.7');
  const forged = { ...from('10.9.9.9'), signWith: new Uint8Array(32) };
  expect((await box.get('/orders', forged)).status).toBe(401);
  await ask(box, '10.0.0.7');
  expect(await watchOf(fixture)).toBeUndefined();
});

test('an address that floods the door waits, signed or not, and others do not', async () => {
  const fixture = tspFixture({ limits: { requestsPerAddressMinute: 60 } });
  const box = await fixture.opened();
  const forged = { ...from('10.9.9.9'), signWith: new Uint8Array(32) };
  for (let at = 0; at < 60; at++) await box.get('/orders', forged);
  const lines = fixture.logs.length;
  expect((await box.get('/orders', from('10.9.9.9'))).problem).toMatchObject({
    code: 'rate.limited',
    money: 'untouched',
    retry: 'same-key',
  });
  // What is beyond the limit is counted, and writes nothing into the log.
  expect(fixture.logs).toHaveLength(lines);
  expect(fixture.tsp.counters()['problem.rate.limited']).toBe(1);
  expect(await ask(box, '10.0.0.7')).toBe(200);
  await fixture.time.advance(120_000);
  expect(await ask(box, '10.9.9.9')).toBe(200);
});
