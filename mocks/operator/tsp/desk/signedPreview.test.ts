/** Only what two people signed is posted: both were shown the same postings, or nothing is posted. */
import { expect, test } from 'vitest';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { CLERK, deskOf, SUPERVISOR } from './desk.fixture.ts';

/** A case in which the log contradicts the box. What the decision "debited" posts changes when another card pays. */
async function conflict() {
  const { fixture, box, attemptId, orderId, record } = await payingFixture();
  await fixture.abandon(box, attemptId);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  const desk = deskOf(fixture);
  const { caseNo } = await desk.caseOf('evidence-conflict');
  for (const step of ['assign', 'evidence'] as const) await desk.done(CLERK, caseNo, { step });
  return {
    desk,
    attemptId,
    propose: (previewDigest?: string) =>
      desk.take(CLERK, caseNo, { step: 'propose', decision: 'debited', ...given(previewDigest) }),
    approve: (previewDigest?: string) =>
      desk.take(SUPERVISOR, caseNo, { step: 'approve', ...given(previewDigest) }),
    refuse: () => desk.done(SUPERVISOR, caseNo, { step: 'refuse' }),
    shown: async () => (await desk.previewOf(caseNo, 'debited'))!,
    row: async () => (await fixture.tsp.desk.findCase(caseNo))!,
    everything: () => fixture.room.transaction((tx) => tx.list('')),
    async otherCardPays() {
      const second = await fixture.payingAgain(box, await fixture.order(box, orderId), OTHER_CARD);
      await fixture.report(box, second.attemptId, second.debited);
      await fixture.time.drain();
    },
    withoutPreview: (step: 'propose' | 'approve', revision: number) =>
      fixture.tsp.desk.takeStep(step === 'propose' ? CLERK : SUPERVISOR, caseNo, {
        step,
        revision,
        reason: 'x',
        ...(step === 'propose' ? { decision: 'debited' as const } : {}),
      }),
  };
}

const given = (previewDigest: string | undefined) =>
  previewDigest === undefined ? {} : { previewDigest };
const PREVIEW = { error: { code: 'case.preview' } };

test('the steps have what both people signed, and that is what was posted', async () => {
  const { propose, approve, shown, row, attemptId, desk } = await conflict();
  const { digest, postings } = await shown();
  expect(postings.map(({ kind }) => kind)).toEqual(['debit']);
  expect(await propose()).toMatchObject({ ok: true });
  expect(await approve()).toMatchObject({ ok: true });
  const signed = (await row()).steps.map(({ step, previewDigest }) => [step, previewDigest]);
  expect(signed.slice(2)).toEqual([
    ['propose', digest],
    ['approve', digest],
  ]);
  expect((await desk.attempt(attemptId)).state).toBe('DEBITED');
});

test('an approval of what was shown before the money moved writes nothing', async () => {
  const { propose, approve, shown, otherCardPays, everything } = await conflict();
  await propose();
  const old = await shown();
  await otherCardPays();
  const now = await shown();
  expect(now.postings.map(({ kind }) => kind)).toEqual(['surplus']);
  const before = await everything();
  expect(await approve(old.digest)).toMatchObject(PREVIEW);
  expect(await everything()).toEqual(before);
});

test('an approval of another preview writes nothing, even if the proposal is right', async () => {
  const { propose, approve, everything } = await conflict();
  await propose();
  const before = await everything();
  expect(await approve('AB'.repeat(32))).toMatchObject(PREVIEW);
  expect(await everything()).toEqual(before);
});

test('an approval of what the proposer has not seen writes nothing; proposed again, it is posted', async () => {
  const { propose, approve, refuse, shown, otherCardPays, everything, desk, attemptId, row } =
    await conflict();
  await propose();
  await otherCardPays();
  const before = await everything();
  expect(await approve((await shown()).digest)).toMatchObject({
    error: { code: 'case.preview', detail: expect.stringContaining('to chen: refuse it') },
  });
  expect(await everything()).toEqual(before);
  await refuse();
  expect((await row()).previewDigest).toBeUndefined();
  expect(await propose()).toMatchObject({ ok: true });
  expect(await approve()).toMatchObject({ ok: true });
  expect(await desk.attempt(attemptId)).toMatchObject({ state: 'DEBITED', surplus: 'due' });
});

test('a proposal of what was shown before the money moved writes nothing', async () => {
  const { propose, shown, otherCardPays, everything } = await conflict();
  const old = await shown();
  await otherCardPays();
  const before = await everything();
  expect(await propose(old.digest)).toMatchObject(PREVIEW);
  expect(await everything()).toEqual(before);
});

test.each(['propose', 'approve'] as const)(
  'the step %s must name the preview that was shown',
  async (step) => {
    const { propose, withoutPreview, row } = await conflict();
    if (step === 'approve') await propose();
    const { revision } = await row();
    expect(await withoutPreview(step, revision)).toMatchObject({
      error: { code: 'request.invalid', detail: expect.stringMatching(/^previewDigest:/) },
    });
    expect((await row()).revision).toBe(revision);
  },
);
