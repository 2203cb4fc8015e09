import { expect, test } from 'vitest';
import { batchOf, debit, pppFixture } from './ppp.fixture.ts';
import { acceptedDebits } from './pppStore.ts';
import type { DebitRecord } from './pppTypes.ts';

const check = (fixture: ReturnType<typeof pppFixture>, record: DebitRecord) =>
  fixture.ask('POST', '/tac-checks', record);

test('a right TAC is right, as often as it is asked for, and nothing is kept', async () => {
  const fixture = pppFixture();
  for (let times = 0; times < 2; times++) {
    expect(await check(fixture, debit())).toEqual({
      status: 200,
      body: { result: 'right', claim: '00' },
    });
  }
  expect(await acceptedDebits(fixture.store)).toEqual([]);
  expect(await fixture.settlement()).toMatchObject({ count: 0 });
  await fixture.put('01', batchOf([debit()]));
  expect(await fixture.results('01')).toEqual(['00']);
});

test('a wrong TAC is wrong, and the right one may still be claimed', async () => {
  const fixture = pppFixture();
  expect((await check(fixture, debit({ tac: '12345678' }))).body).toMatchObject({
    result: 'wrong',
    claim: '01',
  });
  await fixture.put('01', batchOf([debit()]));
  expect(await fixture.results('01')).toEqual(['00']);
});

test('of a debit that is paid already the PPP says so: no right TAC pays it twice', async () => {
  const fixture = pppFixture();
  await fixture.put('01', batchOf([debit()]));
  expect((await check(fixture, debit())).body).toMatchObject({ result: 'unknown', claim: '02' });
  expect(await acceptedDebits(fixture.store)).toHaveLength(1);
});

test('of an unknown issuer and a listed card nothing is known', async () => {
  const fixture = pppFixture();
  const stranger = debit({ issuer: 'FFFFFFFFFFFFFFFF' });
  expect((await check(fixture, stranger)).body).toMatchObject({ result: 'unknown', claim: '03' });
  await fixture.ppp.blacklistCard(debit().cardSerial);
  expect((await check(fixture, debit())).body).toMatchObject({ result: 'unknown', claim: '03' });
});

test('a record that is not whole is refused', async () => {
  const { tac: _, ...rest } = debit();
  expect((await pppFixture().ask('POST', '/tac-checks', rest)).status).toBe(400);
});
