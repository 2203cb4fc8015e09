/** Whoever knows a serial may begin many attempts under it: what a card proves is held against several at a time. */
import { expect, test } from 'vitest';
import { getAttempt } from '../books/store/attemptStore.ts';
import { CARD } from '../subscriber.fixture.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';

const MANY = { attemptsPerTenMinutes: 99, attemptsPerCardHour: 99, quotesPerMinute: 99 };
const LIES = 6;

const stateOf = async ({ room }: Fixture, attemptId: string) =>
  (await room.transaction((tx) => getAttempt(tx, attemptId)))?.state;

/** Attempts of a liar with the card's number, each called "never sent", and one that debited the card and never reported. */
async function oneTrueOfMany() {
  const fixture = tspFixture({ limits: MANY });
  const liar = await fixture.opened('STB-9');
  const lies: string[] = [];
  for (let at = 0; at < LIES; at++) {
    const { attemptId } = await fixture.paying(liar);
    await fixture.abandon(liar, attemptId);
    lies.push(attemptId);
  }
  const { attemptId, debited } = await fixture.paying(await fixture.opened());
  const { mac2, tac } = debited;
  return { fixture, lies, attemptId, proof: { sequence: CARD.sequence, mac2, tac } };
}

test('a proof is held against many attempts at once, settles the true one and ends the others', async () => {
  const { fixture, lies, attemptId, proof } = await oneTrueOfMany();
  let asked = 0;
  let answer = () => {};
  const gate = new Promise<void>((resolve) => {
    answer = resolve;
  });
  fixture.hsm.meanwhile = () => {
    asked += 1;
    return gate;
  };
  const proved = fixture.proveCard(await fixture.opened('STB-2'), [proof]);
  await fixture.time.drain();
  expect(asked).toBe(LIES + 1);
  answer();
  expect((await proved).value).toEqual({ settled: true });
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
  for (const lie of lies) expect(await stateOf(fixture, lie)).toBe('NOT_DEBITED');
});

test('an HSM that answers for some only: what it found right stands, and the box asks again', async () => {
  const { fixture, attemptId, proof } = await oneTrueOfMany();
  const { verifyMac2 } = fixture.hsm;
  fixture.hsm.verifyMac2 = async (subject) => {
    if (!(await verifyMac2(subject))) throw new Error('no HSM');
    return true;
  };
  const proved = await fixture.proveCard(await fixture.opened('STB-2'), [proof]);
  expect(proved.problem).toMatchObject({ code: 'hsm.unavailable', money: 'untouched' });
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
});
