/** The wall clock was years ahead and is set right: nobody stays locked out for that, and no session stays open. */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { opsFixture, PASSWORD } from '../ops.fixture.ts';

const YEARS_MS = 3 * 365 * DAY_MS;

test('a person who was locked while the clock was years ahead signs in when it is set right', async () => {
  const { out, time } = opsFixture();
  time.setClock(YEARS_MS);
  for (let n = 0; n < 5; n++) await out.post('/sessions', { user: 'chen', password: 'wrong' });
  time.setClock(-YEARS_MS);
  const { status } = await out.post('/sessions', { user: 'chen', password: PASSWORD });
  expect(status).toBe(201);
});

test('a session that was opened while the clock was years ahead is over when it is set right', async () => {
  const { signIn, time } = opsFixture();
  time.setClock(YEARS_MS);
  const { get } = await signIn('li');
  time.setClock(-YEARS_MS);
  expect((await get('/switches')).status).toBe(401);
});

test('a clock that is set back by a second ends no session', async () => {
  const { signIn, time } = opsFixture();
  const { get } = await signIn('li');
  time.setClock(-1_000);
  expect((await get('/switches')).status).toBe(200);
});
