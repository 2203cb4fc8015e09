import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';

type Fixture = Awaited<ReturnType<typeof payingFixture>>['fixture'];

const graces = ({ boss }: Fixture) => boss.asked.filter((line) => line.endsWith('/grace')).length;

/** Another payment of the household falls in doubt. */
async function doubtsAgain(fixture: Fixture, serviceId: string): Promise<void> {
  const box = await fixture.opened('STB-2');
  await fixture.paying(box, OTHER_CARD, serviceId);
  await fixture.time.advance(31_000);
}

test('a household has one grace in 90 days, whatever its boxes say', async () => {
  const { fixture } = await payingFixture();
  await fixture.time.advance(31_000);
  expect(graces(fixture)).toBe(1);
  await doubtsAgain(fixture, 'film');
  expect(graces(fixture)).toBe(1);
  await fixture.time.advance(90 * DAY_MS);
  const box = await fixture.opened('STB-2');
  const third = { ...OTHER_CARD, serial: '00061998081700009999' };
  await fixture.paying(box, third, 'sport');
  await fixture.time.advance(31_000);
  expect(graces(fixture)).toBe(2);
});

test('a grace of the future, from a clock that was wrong, keeps no household from its own', async () => {
  const { fixture } = await payingFixture();
  fixture.time.setClock(3 * 365 * DAY_MS);
  await fixture.time.advance(31_000);
  fixture.time.setClock(-3 * 365 * DAY_MS);
  await doubtsAgain(fixture, 'film');
  expect(graces(fixture)).toBe(2);
});

test('an operator who allows no grace asks BOSS for none', async () => {
  const { fixture } = await payingFixture({ limits: { graceMs: 0 } });
  await fixture.time.advance(31_000);
  expect(graces(fixture)).toBe(0);
});

test('a log record asks for no second grace: the doubt has it already', async () => {
  const { fixture, box, attemptId, record } = await payingFixture();
  await fixture.time.advance(31_000);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  await fixture.time.drain();
  expect(graces(fixture)).toBe(1);
});
