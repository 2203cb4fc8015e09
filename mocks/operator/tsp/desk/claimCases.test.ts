import { expect, test } from 'vitest';
import { payingFixture } from '../paying.fixture.ts';
import { TODAY } from '../tsp.fixture.ts';
import { deskOf } from './desk.fixture.ts';

/** A payment whose claim the PPP rejects, in the first batch of the day. */
async function rejectedClaim() {
  const { fixture, attemptId, orderId, report, debited } = await payingFixture();
  await report(debited);
  await fixture.time.drain();
  fixture.ppp.rejects = [0];
  await fixture.tsp.uploadDay(TODAY);
  const desk = deskOf(fixture);
  const { caseNo } = await desk.caseOf('claim-rejected');
  return { fixture, desk, caseNo, attemptId, orderId };
}

test('a rejected claim goes into the next batch once, and is accepted then', async () => {
  const { fixture, desk, caseNo, attemptId } = await rejectedClaim();
  expect(await desk.decisions(caseNo)).toEqual(['rework', 'writeOff', 'blockCard', 'explained']);
  expect((await desk.decide(caseNo, 'rework')).state).toBe('CLOSED');
  expect((await desk.attempt(attemptId)).claim).toBe('UNCLAIMED');
  fixture.ppp.rejects = [];
  await fixture.tsp.uploadDay(TODAY);
  await fixture.tsp.uploadDay(TODAY);
  expect((await desk.attempt(attemptId)).claim).toBe('ACCEPTED');
  expect([...fixture.ppp.batches.keys()]).toEqual(['TG1-20261123-01', 'TG1-20261123-02']);
});

test('a claim that is rejected again becomes a new case', async () => {
  const { fixture, desk, caseNo } = await rejectedClaim();
  await desk.decide(caseNo, 'rework');
  await fixture.tsp.uploadDay(TODAY);
  expect((await desk.cases()).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'claim-rejected CLOSED',
    'claim-rejected OPEN',
  ]);
});

test('the PPP refused a right TAC by mistake, and another one too: claimed again, every TAC has its turn', async () => {
  const { fixture, attemptId, report, debited } = await payingFixture();
  const desk = deskOf(fixture);
  fixture.ppp.rightTacs = [];
  await report({ ...debited, tac: 'BAD00001' });
  await report(debited);
  for (let batches = 0; batches < 2; batches++) {
    await fixture.tsp.uploadDay(TODAY);
    await fixture.time.advance(60_000);
  }
  fixture.ppp.rightTacs = [debited.tac];
  for (let times = 0; times < 2; times++) {
    const open = (await desk.cases()).find(({ state }) => state !== 'CLOSED');
    if (open) await desk.decide(open.caseNo, 'rework');
    await fixture.time.advance(60_000);
    await fixture.tsp.uploadDay(TODAY);
  }
  expect((await desk.attempt(attemptId)).claim).toBe('ACCEPTED');
});

test('a claim that is written off is a loss in the books and never claimed again; the service stays', async () => {
  const { fixture, desk, caseNo, attemptId, orderId } = await rejectedClaim();
  await desk.decide(caseNo, 'writeOff');
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 0, write_off: 2600 });
  await fixture.tsp.uploadDay(TODAY);
  expect(fixture.ppp.puts).toBe(1);
  expect((await desk.attempt(attemptId)).claim).toBe('WRITTEN_OFF');
  expect((await desk.order(orderId)).state).toBe('COMPLETED');
});

test('a loss that is claimed again is posted back', async () => {
  const { desk, caseNo, attemptId } = await rejectedClaim();
  await desk.decide(caseNo, 'writeOff');
  await desk.done({ user: 'wang', role: 'supervisor' }, caseNo, { step: 'reopen' });
  expect(await desk.decisions(caseNo)).toEqual(['rework', 'blockCard', 'explained']);
  await desk.decide(caseNo, 'rework');
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 2600, write_off: 0 });
  expect((await desk.attempt(attemptId)).claim).toBe('UNCLAIMED');
});

test('a debit whose TAC the card gives after the write-off is claimed', async () => {
  const { fixture, box, attemptId, report, debited, record } = await payingFixture();
  const desk = deskOf(fixture);
  await fixture.time.advance(31_000);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  await desk.decide((await desk.caseOf('log-record')).caseNo, 'debited');
  const { caseNo } = await desk.caseOf('no-tac');
  expect(await desk.decisions(caseNo)).toEqual(['writeOff', 'explained']);
  await desk.decide(caseNo, 'writeOff');
  await report(debited);
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 2600, write_off: 0 });
  await fixture.tsp.uploadDay(TODAY);
  expect((await desk.attempt(attemptId)).claim).toBe('ACCEPTED');
});

test('a right TAC that is shown after the claim was written off is claimed, and the loss is posted back', async () => {
  const { fixture, attemptId, report, debited } = await payingFixture();
  const desk = deskOf(fixture);
  fixture.ppp.rightTacs = [debited.tac];
  await report({ ...debited, tac: 'BAD00001' });
  await fixture.tsp.uploadDay(TODAY);
  await desk.decide((await desk.caseOf('claim-rejected')).caseNo, 'writeOff');
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 0, write_off: 2600 });
  const other = await fixture.opened('STB-9');
  await fixture.proveCard(other, [{ sequence: 6, mac2: debited.mac2, tac: debited.tac }]);
  await fixture.tsp.uploadDay(TODAY);
  expect((await desk.attempt(attemptId)).claim).toBe('ACCEPTED');
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 2600, write_off: 0 });
});

test('the decision "explained" posts nothing', async () => {
  const { desk, caseNo, attemptId } = await rejectedClaim();
  const before = await desk.books();
  expect((await desk.decide(caseNo, 'explained')).state).toBe('CLOSED');
  expect(await desk.books()).toEqual(before);
  expect((await desk.attempt(attemptId)).claim).toBe('REJECTED');
});
