/** A MAC2 cannot be guessed: the HSM is asked about five different ones for an attempt, then people decide. */
import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import { getAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { getMac2Tries } from '../books/store/limitStore.ts';
import { readBox } from '../controls/boxes.ts';
import { CLERK, deskOf, SUPERVISOR } from '../desk/desk.fixture.ts';
import { CARD } from '../subscriber.fixture.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';

const wrong = (at: number) => ({
  statusWord: '9000',
  tac: 'AAAA0001',
  mac2: `BAD0000${at}`,
});

const proofOf = ({ sequence, mac2, tac }: { sequence: number; mac2: string; tac: string }) => ({
  sequence,
  mac2,
  tac,
});

/** An attempt with MAC1; `asked` collects the MAC2s that the HSM was asked about. */
async function paying(options: Parameters<typeof tspFixture>[0] = {}) {
  const fixture = tspFixture(options);
  const asked: string[] = [];
  const { verifyMac2 } = fixture.hsm;
  fixture.hsm.verifyMac2 = (subject) => {
    asked.push(subject.mac2);
    return verifyMac2(subject);
  };
  const box = await fixture.opened();
  const payment = await fixture.paying(box);
  const report = (body: unknown, from = box) => fixture.report(from, payment.attemptId, body);
  return { fixture, box, asked, report, ...payment };
}

const casesOf = ({ room }: Fixture) => room.transaction((tx) => rowsIn(tx, allCases));
const stateOf = async ({ room }: Fixture, attemptId: string) =>
  (await room.transaction((tx) => getAttempt(tx, attemptId)))!.state;
const watchOf = async ({ room }: Fixture, stbId: string) =>
  (await room.transaction((tx) => readBox(tx, stbId))).watch;

test('the HSM is asked about five wrong MAC2s; then there is a case, the box is on watch, and a sixth is not looked at', async () => {
  const { fixture, asked, report, attemptId, debited } = await paying();
  for (let at = 0; at < 8; at++) {
    expect((await report(wrong(at))).problem).toMatchObject({
      code: at < 5 ? 'mac2.invalid' : 'hsm.unavailable',
      money: 'unknown',
    });
    expect(await casesOf(fixture)).toHaveLength(at < 4 ? 0 : 1);
  }
  expect((await report(debited)).problem).toMatchObject({
    code: 'hsm.unavailable',
    money: 'unknown',
    retry: 'same-key',
  });
  expect(asked).toHaveLength(5);
  expect(await casesOf(fixture)).toMatchObject([
    { kind: 'evidence-conflict', state: 'OPEN', attemptId },
  ]);
  expect(await watchOf(fixture, 'STB-1')).toMatchObject({ why: 'wrong MAC2s for one attempt' });
  expect(await stateOf(fixture, attemptId)).toBe('IN_DOUBT');
});

test('a right MAC2 about which the HSM gave no answer is asked about again', async () => {
  const { fixture, report, attemptId, debited } = await paying();
  await report(wrong(0));
  fixture.hsm.down = true;
  expect((await report(debited)).problem).toMatchObject({ code: 'hsm.unavailable' });
  fixture.hsm.down = false;
  expect((await report(debited)).status).toBe(200);
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
});

test('the same wrong MAC2 again counts once and is not asked about twice', async () => {
  const { fixture, asked, report, attemptId, debited } = await paying();
  for (let at = 0; at < 20; at++) await report(wrong(at % 4));
  expect(asked).toHaveLength(4);
  expect((await report(debited)).status).toBe(200);
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
  expect(await casesOf(fixture)).toEqual([]);
  expect(await watchOf(fixture, 'STB-1')).toBeUndefined();
});

test('many at once are no more than five', async () => {
  const { asked, report } = await paying();
  const digits = Array.from({ length: 10 }, (_, at) => at);
  await Promise.all(digits.map((at) => report(wrong(at))));
  expect(asked).toHaveLength(5);
});

test('a restart gives no try back', async () => {
  const { fixture, asked, report, box } = await paying();
  for (let at = 0; at < 4; at++) {
    await report(wrong(at));
    await fixture.restart();
    await box.open();
  }
  for (let at = 4; at < 8; at++) await report(wrong(at));
  expect(asked).toHaveLength(5);
});

test('a crash while the HSM is asked gives no try back', async () => {
  const { fixture, asked, report, box } = await paying({ limits: { circuitFailures: 50 } });
  await report(wrong(0));
  fixture.hsm.meanwhile = () => new Promise(() => {});
  for (let at = 1; at < 8; at++) {
    void report(wrong(at));
    await fixture.time.drain();
    await fixture.restart();
    await box.open();
  }
  expect(asked).toHaveLength(5);
  // None of them was found wrong, and no other is looked at: people are told.
  expect(await casesOf(fixture)).toMatchObject([{ kind: 'evidence-conflict', state: 'OPEN' }]);
});

test('an HSM that does not answer uses up no try of an honest box', async () => {
  const { fixture, report, attemptId, debited } = await paying({ limits: { circuitFailures: 50 } });
  fixture.hsm.down = true;
  for (let at = 0; at < 10; at++) {
    expect((await report(debited)).problem.code).toBe('hsm.unavailable');
  }
  fixture.hsm.down = false;
  expect((await report(debited)).status).toBe(200);
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
});

test('another box may try two, so that the own one is never locked out; the stranger is put on watch', async () => {
  const { fixture, asked, box, report, attemptId, debited } = await paying();
  const stranger = await fixture.opened('STB-9');
  const guess = (mac2: string) =>
    fixture.resolve(stranger, attemptId, { proofs: [{ sequence: 6, mac2, tac: 'AAAA0001' }] });
  await fixture.time.advance(31_000);
  await box.open();
  for (let at = 0; at < 6; at++) await guess(wrong(at).mac2);
  expect(asked).toHaveLength(2);
  expect(await watchOf(fixture, 'STB-9')).toBeDefined();
  expect(await watchOf(fixture, 'STB-1')).toBeUndefined();
  // A case would keep the own box from ending the doubt.
  expect(await casesOf(fixture)).toEqual([]);
  expect((await report(debited)).status).toBe(200);
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
});

test('a box whose card has two payments of its own behind an invented number is not on watch; one that goes on is', async () => {
  const { fixture } = await paying();
  const away = await fixture.opened('STB-2');
  const shows = (sequence: number, mac2: string) =>
    fixture.proveCard(away, [{ sequence, mac2, tac: 'AAAA0001' }]);
  // Cards differ on whether they are asked for n or n + 1, so both are held against the attempt with number 5.
  await shows(5, 'BAD00001');
  await shows(6, 'BAD00002');
  expect(await watchOf(fixture, 'STB-2')).toBeUndefined();
  await shows(6, 'BAD00003');
  expect(await watchOf(fixture, 'STB-2')).toMatchObject({ why: 'wrong MAC2s for one attempt' });
});

test('a box that moved to another household has the tries of a stranger, and its wrong ones open no case', async () => {
  const { fixture, box, asked, report } = await paying();
  const known = fixture.boss.boxes.get('STB-1')!;
  fixture.boss.boxes.set('STB-1', { ...known, subscriberId: 'sub-9' });
  await box.open();
  for (let at = 0; at < 6; at++) await report(wrong(at));
  expect(asked).toHaveLength(2);
  expect(await casesOf(fixture)).toEqual([]);
});

test('a stranger uses up no try of the box in which the card lies now', async () => {
  const { fixture, attemptId, debited } = await paying();
  const stranger = await fixture.opened('STB-9');
  for (let at = 0; at < 3; at++) {
    await fixture.proveCard(stranger, [{ ...wrong(at), sequence: 6 }].map(proofOf));
  }
  const away = await fixture.opened('STB-2');
  const proof = proofOf({ ...debited, sequence: 6 });
  const settled = await fixture.proveCard(away, [proof], CARD, { sequence: 6, log: null });
  expect(settled.value).toEqual({ settled: true });
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
  expect(await casesOf(fixture)).toEqual([]);
});

test('a blocked box that guesses while it finishes is on watch, and stays blocked', async () => {
  const { fixture, report } = await paying();
  await fixture.tsp.desk.setBox(SUPERVISOR, 'STB-1', true, 'stolen');
  for (let at = 0; at < 5; at++) await report(wrong(at));
  expect(await fixture.tsp.desk.box('STB-1')).toMatchObject({
    blocked: true,
    who: 'wang',
    watch: { why: 'wrong MAC2s for one attempt' },
  });
});

test('a right MAC2 after five wrong ones ends it once a person has noted evidence, and closes the case', async () => {
  const { fixture, report, attemptId, orderId, debited, record } = await paying();
  for (let at = 0; at < 5; at++) await report(wrong(at));
  const key = { key: 'the-answer' };
  const box = await fixture.opened();
  const unlooked = (await fixture.report(box, attemptId, debited, key)).problem;
  expect(unlooked).toMatchObject({ code: 'hsm.unavailable', retry: 'same-key' });
  const seen = await fixture.resolve(box, attemptId, {
    proofs: [{ sequence: 6, mac2: debited.mac2, tac: debited.tac }],
    sequence: 6,
    // With a wrong MAC2 this would be another terminal's purchase.
    log: [{ ...record, sequence: 6, amountFen: 1 }],
  });
  expect(seen.value).toMatchObject({ verdict: 'manual', order: { state: 'MANUAL' } });
  const [open] = await casesOf(fixture);
  const { desk } = fixture.tsp;
  const { caseNo } = open!;
  await desk.takeStep(SUPERVISOR, caseNo, { step: 'assign', revision: 1, reason: 'mine' });
  const noted = { step: 'evidence', revision: 2, reason: 'the card is at the counter' } as const;
  expect((await desk.takeStep(SUPERVISOR, caseNo, noted)).ok).toBe(true);
  expect((await fixture.report(box, attemptId, debited, key)).status).toBe(200);
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
  expect(await casesOf(fixture)).toMatchObject([{ state: 'CLOSED' }]);
  await fixture.time.drain();
  expect((await fixture.order(box, orderId)).state).toBe('COMPLETED');
});

test('what the card showed while its MAC2 was not looked at is judged under the same key once a person has noted evidence', async () => {
  const { fixture, box, report, attemptId, debited } = await paying();
  const desk = deskOf(fixture);
  for (let at = 0; at < 5; at++) await report(wrong(at));
  const { mac2, tac } = debited;
  const shows = async () => {
    const seen = { proofs: [{ sequence: 6, mac2, tac }], sequence: 6 };
    return (await fixture.resolve(box, attemptId, seen, CARD, { key: 'the-observation' })).value
      .verdict;
  };
  expect(await shows()).toBe('manual');
  const { caseNo } = await desk.caseOf('evidence-conflict');
  for (const step of ['assign', 'evidence'] as const) await desk.done(CLERK, caseNo, { step });
  expect(await shows()).toBe('debited');
});

test('a MAC2 that is not looked at opens the case that people have closed since they noted evidence: nobody else would hear of it', async () => {
  const { fixture, report, attemptId, debited } = await paying();
  const desk = deskOf(fixture);
  for (let at = 0; at < 5; at++) await report(wrong(at));
  const { caseNo } = await desk.caseOf('evidence-conflict');
  for (const step of ['assign', 'evidence'] as const) await desk.done(CLERK, caseNo, { step });
  for (let at = 5; at < 10; at++) await report(wrong(at));
  await desk.done(CLERK, caseNo, { step: 'propose', decision: 'notDebited' });
  await desk.done(SUPERVISOR, caseNo, { step: 'approve' });
  expect(await stateOf(fixture, attemptId)).toBe('NOT_DEBITED');
  for (let times = 0; times < 2; times++) {
    expect((await report(debited)).problem.code).toBe('hsm.unavailable');
    expect(await casesOf(fixture)).toMatchObject([{ caseNo, state: 'OPEN', version: 2 }]);
  }
  for (const step of ['assign', 'evidence'] as const) await desk.done(CLERK, caseNo, { step });
  expect((await report(debited)).status).toBe(200);
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
});

test('a MAC2 that is not looked at any more leaves it open, also when another payment took the number', async () => {
  const { fixture, box, report, attemptId, debited } = await paying();
  for (let at = 0; at < 5; at++) await report(wrong(at));
  await fixture.paid(box, CARD, 'film');
  expect(await stateOf(fixture, attemptId)).toBe('NOT_DEBITED');
  const proofs = [proofOf({ ...debited, sequence: 6 })];
  const seen = await fixture.resolve(box, attemptId, { proofs, sequence: 6 });
  expect(seen.value).toMatchObject({ verdict: 'manual', order: { money: 'unknown' } });
});

test('for a payment that is proven the HSM is asked no more', async () => {
  const { fixture, asked, report, attemptId, debited } = await paying();
  await report(debited);
  for (let at = 0; at < 8; at++) {
    expect((await report(wrong(at))).problem).toMatchObject({ money: 'taken' });
  }
  expect((await report(debited)).status).toBe(200);
  expect(asked).toHaveLength(1);
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
  expect(await casesOf(fixture)).toEqual([]);
});

const triesOf = ({ room }: Fixture, attemptId: string) =>
  room.transaction((tx) => getMac2Tries(tx, attemptId));

test('the tries of an attempt end with its right MAC2, in the same commit', async () => {
  const { fixture, report, attemptId, debited } = await paying();
  await report(wrong(0));
  await report(wrong(1));
  expect(await triesOf(fixture, attemptId)).toBeDefined();
  await report(debited);
  expect(await stateOf(fixture, attemptId)).toBe('DEBITED');
  expect(await triesOf(fixture, attemptId)).toBeUndefined();
  await report(wrong(2));
  expect(await triesOf(fixture, attemptId)).toBeUndefined();
});

test('a wrong MAC2 that the HSM still looks at when the right one is entered leaves no row', async () => {
  const { fixture, report, attemptId, debited } = await paying();
  await report(wrong(0));
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    fixture.hsm.meanwhile = () => {
      resolve();
      return new Promise<void>((done) => {
        answer = done;
      });
    };
  });
  const late = report(wrong(1));
  await asked;
  fixture.hsm.meanwhile = async () => {};
  await report(debited);
  expect(await triesOf(fixture, attemptId)).toBeUndefined();
  answer();
  await late;
  expect(await triesOf(fixture, attemptId)).toBeUndefined();
});

test('what only a word or another attempt settled keeps its tries: it can still be guessed at', async () => {
  const { fixture, box, report, attemptId } = await paying();
  await report(wrong(0));
  await fixture.abandon(box, attemptId);
  expect(await triesOf(fixture, attemptId)).toMatchObject({ tried: [{ wrong: true }] });
});
