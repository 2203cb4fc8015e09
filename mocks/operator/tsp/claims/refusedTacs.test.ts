/** The PPP's verdict decides which of the TACs that were shown for a debit is right. */
import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import type { RefusedClaims } from '../base/refusedClaims.ts';
import { getAttempt, markClaim, putAttempt } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { getBox } from '../books/store/controlStore.ts';
import { payingFixture } from '../paying.fixture.ts';
import { type Fixture, TODAY } from '../tsp.fixture.ts';

const RIGHT = 'AAAA0001';

async function shownTacs(...tacs: readonly string[]) {
  return shownWith(null, ...tacs);
}

async function shownWith(refusedClaims: RefusedClaims | null, ...tacs: readonly string[]) {
  const paying = await payingFixture(refusedClaims ? { setup: { refusedClaims } } : {});
  const { fixture, debited, attemptId, report } = paying;
  fixture.ppp.rightTacs = [RIGHT];
  for (const tac of tacs) expect((await report({ ...debited, tac })).status).toBe(200);
  await fixture.time.drain();
  const upload = async () => {
    const done = await fixture.tsp.uploadDay(TODAY);
    expect(done.ok).toBe(true);
  };
  const cases = () => fixture.room.transaction((tx) => rowsIn(tx, allCases));
  const claim = async () =>
    (await fixture.room.transaction((tx) => getAttempt(tx, attemptId)))!.claim;
  const sent = () =>
    [...fixture.ppp.batches.values()].flatMap(({ records }) => records.map(({ tac }) => tac));
  /** Another box of the operator brings what the card proves. */
  const cardIsBack = async (tac = RIGHT) => {
    const other = await fixture.opened('STB-9');
    await fixture.proveCard(other, [{ sequence: 6, mac2: debited.mac2, tac }]);
  };
  const watched = async (stbId: string) =>
    (await fixture.room.transaction((tx) => getBox(tx, stbId)))?.watch !== undefined;
  return { ...paying, upload, cases, claim, sent, cardIsBack, watched };
}

/** As the settlement does when no closing file lists what was accepted. */
const claimOnceMore = ({ room }: Fixture, attemptId: string) =>
  room.transaction(async (tx) => {
    putAttempt(tx, { ...(await getAttempt(tx, attemptId))!, claim: 'UNCLAIMED' });
    markClaim(tx, TODAY, attemptId, true);
  });

test('a wrong TAC is refused: a case is opened, and the box that brought it is on watch', async () => {
  const { upload, claim, cases, watched, order } = await shownTacs('BAD00001');
  await upload();
  expect(await claim()).toBe('REJECTED');
  expect(await cases()).toMatchObject([{ kind: 'claim-rejected', state: 'OPEN' }]);
  expect(await watched('STB-1')).toBe(true);
  expect((await order()).state).toBe('COMPLETED');
});

test('of two candidates the newest is claimed, and after its refusal the other, in the next batch of the same run', async () => {
  const { upload, claim, sent, cases } = await shownTacs(RIGHT, 'BAD00001');
  await upload();
  expect(sent()).toEqual(['BAD00001', RIGHT]);
  expect(await claim()).toBe('ACCEPTED');
  expect(await cases()).toEqual([]);
});

test('a box with three refused TACs is not heard any more: its claim stays refused, and another box is heard', async () => {
  const { upload, claim, sent, report, debited, cardIsBack } = await shownTacs('BAD00001');
  const all = ['BAD00001', 'BAD00002', 'BAD00003'];
  await upload();
  for (const tac of [...all.slice(1), 'BAD00004']) {
    await report({ ...debited, tac });
    await upload();
  }
  expect([await claim(), sent()]).toEqual(['REJECTED', all]);
  await cardIsBack();
  await upload();
  expect(await claim()).toBe('ACCEPTED');
});

test('a right TAC that the card gives later replaces a refused one: it is claimed by itself, and its case ends', async () => {
  const { upload, claim, cases, sent, cardIsBack, books } = await shownTacs('BAD00001');
  await upload();
  await cardIsBack();
  expect(await claim()).toBe('UNCLAIMED');
  expect(await cases()).toMatchObject([{ kind: 'claim-rejected', state: 'OPEN' }]);
  await upload();
  expect(sent()).toEqual(['BAD00001', RIGHT]);
  expect(await claim()).toBe('ACCEPTED');
  expect(await cases()).toMatchObject([{ kind: 'claim-rejected', state: 'CLOSED' }]);
  expect(await books()).toMatchObject({ unionpay_receivable: 2600, write_off: 0 });
});

test('false TACs of many boxes leave the last batches of the day to debits that nobody has claimed yet', async () => {
  const { fixture, attemptId, upload, claim, sent, cases } = await shownTacs('BAD00001');
  const tacs = Array.from({ length: 120 }, (_, at) => ({
    tac: `BAD${String(at).padStart(5, '0')}`,
    at: 0,
    from: `STB-${at >> 2}`,
  }));
  await fixture.room.transaction(async (tx) => {
    putAttempt(tx, { ...(await getAttempt(tx, attemptId))!, tacs });
  });
  await upload();
  expect(sent()).toHaveLength(80);
  expect(await claim()).toBe('REJECTED');
  expect(await cases()).toMatchObject([{ kind: 'claim-rejected', state: 'OPEN' }]);
  const { tac } = (await fixture.room.transaction((tx) => getAttempt(tx, attemptId)))!;
  expect(sent()).not.toContain(tac);
});

test('a claim refused for another reason than its TAC is not sent again because another TAC is shown', async () => {
  const { fixture, upload, claim, sent, cardIsBack } = await shownTacs(RIGHT);
  fixture.ppp.spoil = (verdicts) => verdicts.map((verdict) => ({ ...verdict, result: '04' }));
  await upload();
  expect(await claim()).toBe('REJECTED');
  await cardIsBack('AAAA0002');
  await upload();
  expect(await claim()).toBe('REJECTED');
  expect(sent()).toEqual([RIGHT]);
});

test('an accepted claim that is made once more is made with the TAC that was accepted; who shows another one is on watch', async () => {
  const { fixture, attemptId, upload, sent, cardIsBack, watched } = await shownTacs(RIGHT);
  await upload();
  await claimOnceMore(fixture, attemptId);
  await cardIsBack('BAD00001');
  expect(await watched('STB-9')).toBe(true);
  await upload();
  expect(sent()).toEqual([RIGHT, RIGHT]);
});

test('an accepted claim that is made once more and is refused for its TAC is for people, and goes into no third batch', async () => {
  const { fixture, attemptId, upload, claim, sent, cases } = await shownTacs(RIGHT);
  await upload();
  expect(await claim()).toBe('ACCEPTED');
  await claimOnceMore(fixture, attemptId);
  fixture.ppp.rightTacs = [];
  await upload();
  expect(sent()).toEqual([RIGHT, RIGHT]);
  expect(await claim()).toBe('REJECTED');
  expect(await cases()).toMatchObject([{ kind: 'claim-rejected', state: 'OPEN' }]);
});

test('a second wrong TAC is refused under the case that is open already', async () => {
  const { upload, claim, cases, cardIsBack } = await shownTacs('BAD00001');
  await upload();
  await cardIsBack('BAD00002');
  await upload();
  expect(await claim()).toBe('REJECTED');
  expect(await cases()).toMatchObject([{ kind: 'claim-rejected', state: 'OPEN' }]);
  expect((await cases()).length).toBe(1);
});

test('a TAC that was refused is not claimed again when it is shown again', async () => {
  const { upload, claim, sent, cardIsBack } = await shownTacs('BAD00001');
  await upload();
  await cardIsBack('BAD00001');
  await upload();
  expect(sent()).toEqual(['BAD00001']);
  expect(await claim()).toBe('REJECTED');
});

test('a TAC shown while another is on its way to the PPP waits for the verdict', async () => {
  const { fixture, upload, claim, sent, cardIsBack } = await shownTacs('BAD00001');
  fixture.ppp.down = true;
  await fixture.tsp.uploadDay(TODAY);
  await cardIsBack();
  expect(await claim()).toBe('BATCHED');
  fixture.ppp.down = false;
  await fixture.time.advance(10_000);
  await upload();
  expect(sent()).toEqual(['BAD00001', RIGHT]);
  expect(await claim()).toBe('ACCEPTED');
});

test('a box that shows more while its wrong one is with the PPP answers for it all the same, and the own box does not', async () => {
  const { fixture, upload, claim, cardIsBack, watched } = await shownTacs(RIGHT);
  await cardIsBack('BAD00001');
  fixture.ppp.down = true;
  await fixture.tsp.uploadDay(TODAY);
  for (const tac of ['BAD00002', 'BAD00003', 'BAD00004']) await cardIsBack(tac);
  fixture.ppp.down = false;
  await fixture.time.advance(10_000);
  await upload();
  expect(await watched('STB-9')).toBe(true);
  expect(await watched('STB-1')).toBe(false);
  expect(await claim()).toBe('ACCEPTED');
});

test('a box that shows another TAC for an accepted claim is on watch, and the claim stays', async () => {
  const { upload, claim, cardIsBack, watched, sent } = await shownTacs(RIGHT);
  await upload();
  await cardIsBack('BAD00001');
  expect(await watched('STB-9')).toBe(true);
  expect(await watched('STB-1')).toBe(false);
  await upload();
  expect(sent()).toEqual([RIGHT]);
  expect(await claim()).toBe('ACCEPTED');
});

test('a wrong MAC2 brings no TAC', async () => {
  const { fixture, upload, sent } = await shownTacs('BAD00001');
  await upload();
  const other = await fixture.opened('STB-9');
  await fixture.proveCard(other, [{ sequence: 6, mac2: '00000000', tac: RIGHT }]);
  await upload();
  expect(sent()).toEqual(['BAD00001']);
});

test('a refusal for another reason than the TAC is not put on the box that only brought the TAC', async () => {
  const { fixture, attemptId, debited, upload, watched } = await shownWith({ '04': ['watch-box'] });
  const other = await fixture.opened('STB-9');
  await fixture.report(other, attemptId, debited);
  fixture.ppp.spoil = (verdicts) => verdicts.map((verdict) => ({ ...verdict, result: '04' }));
  await upload();
  expect([await watched('STB-1'), await watched('STB-9')]).toEqual([true, false]);
});

test('a box that people have blocked stays blocked by them, for their reason', async () => {
  const { fixture, upload } = await shownWith({ '01': ['block-box'] }, 'BAD00001');
  const person = { user: 'wang', role: 'supervisor' } as const;
  await fixture.tsp.desk.setBox(person, 'STB-1', true, 'stolen');
  await upload();
  expect(await fixture.tsp.desk.box('STB-1')).toMatchObject({ who: 'wang', reason: 'stolen' });
});
