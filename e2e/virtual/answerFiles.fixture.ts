/** Answer files of BOSS and the PPP with rows of a test's choice, and what people decide about a case. */

import { settledOn } from '../../mocks/operator/ppp/pppStore.ts';
import { nodeHash } from '../../mocks/operator/settlement/disk/nodeHash.ts';
import { layouts } from '../../mocks/operator/settlement/layouts.ts';
import { type FileSum, sealFile } from '../../mocks/operator/settlement/sealedFile.ts';
import type { BossFinding, SettledRow } from '../../mocks/operator/settlement/settlementTypes.ts';
import { balances, readLedger } from '../../mocks/operator/tsp/books/journals/ledger.ts';
import { getCase } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import type { CaseStep, Decision } from '../../mocks/operator/tsp/controls/desk.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import type { Store } from '../../mocks/store/store.ts';
import { D, type DayFixture } from './day.fixture.ts';

/** What the PPP will pay for the day by its own books. */
export const settledRows = ({ rooms }: DayFixture, date = D): Promise<SettledRow[]> =>
  rooms.ppp.transaction((tx) => rowsIn(tx, settledOn('CITYCABLE', date)));

/** Puts a closing file with these rows, as they are, where the platform looks for it, and returns its name. */
export async function close(
  { exchange }: DayFixture,
  batchNo: string,
  rows: readonly SettledRow[],
  date = D,
): Promise<string> {
  const head = { sender: '01020000', date, createdAt: `${D}235500`, batchNo };
  const totalFen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const file = sealFile(layouts.QS, head, { count: rows.length, totalFen }, rows, nodeHash);
  await exchange.write('ppp/out', file.name, file.bytes, file.seal);
  return file.name;
}

const keyOf = ({ orderId, terminalNo, terminalSequence }: SettledRow) =>
  `${orderId}/${terminalNo}/${terminalSequence}`;

/** Like `close`, with the rows in the order of a closing file. */
export const closeWith = (
  fixture: DayFixture,
  batchNo: string,
  rows: readonly SettledRow[],
  date = D,
): Promise<string> =>
  close(
    fixture,
    batchNo,
    [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    date,
  );

/** Puts an answer of BOSS with these books and rows where the platform looks for it, and returns its name. */
export async function answerWith(
  { exchange }: DayFixture,
  batchNo: string,
  books: FileSum,
  rows: readonly BossFinding[] = [],
  date = D,
): Promise<string> {
  const head = { sender: 'TV01', date, createdAt: `${D}233500`, batchNo };
  const file = sealFile(layouts.FH, head, books, rows, nodeHash);
  await exchange.write('boss/out', file.name, file.bytes, file.seal);
  return file.name;
}

/** A row of BOSS's answer about an order that it has and the platform's file has not. */
export const onlyAtBoss = (orderId: string, bossFen: number): BossFinding => ({
  view: 'MISSING_AT_TSP',
  ...{ orderId, bossOrder: '', bossFen, bossState: 'ACTIVATED', bossDate: D },
  ...{ tspFen: null, tspState: '' },
});

/** The row of a closing file that pays this attempt. */
export async function rowOf(fixture: DayFixture, attemptId: string): Promise<SettledRow> {
  const { asn, init, mac1, terminalNo, amountFen, orderId } = (await fixture.attempt(attemptId))!;
  const cardSequence = init!.sequence.toString(16).toUpperCase().padStart(4, '0');
  const { terminalSequence } = mac1!;
  const card = { cardSerial: asn, cardSequence };
  const about = { terminalNo: terminalNo!, terminalSequence, ...card, amountFen, orderId };
  return { batchId: `CITYCABLE-${D}-77`, index: 0, ...about };
}

const CLERK = { user: 'chen', role: 'clerk' } as const;
const SUPERVISOR = { user: 'wang', role: 'supervisor' } as const;

/** Takes one step of a case. @throws Error when the desk refuses it. */
export async function takeStep(
  { operator, rooms }: DayFixture,
  caseNo: string,
  given: Pick<CaseStep, 'step' | 'decision'>,
): Promise<void> {
  const { desk } = operator.tsp;
  const { revision, decision } = (await rooms.tsp.transaction((tx) => getCase(tx, caseNo)))!;
  const wanted = given.decision ?? decision;
  const shown = (await desk.previewsFor(caseNo)).find((preview) => preview.decision === wanted);
  const signed = shown ? { previewDigest: shown.digest } : {};
  const isOfClerk = given.step !== 'approve' && given.step !== 'reopen';
  const step = { ...given, ...signed, revision, reason: 'why' };
  const taken = await desk.takeStep(isOfClerk ? CLERK : SUPERVISOR, caseNo, step);
  if (!taken.ok) throw new Error(`${given.step}: ${JSON.stringify(taken.error)}`);
}

/** Two people decide the case, or the first only proposes it. */
export async function decide(
  fixture: DayFixture,
  caseNo: string,
  decision: Decision,
  upTo: 'propose' | 'approve' = 'approve',
): Promise<void> {
  const row = (await fixture.cases()).find((known) => known.caseNo === caseNo);
  if (row?.state !== 'PROPOSED') {
    await takeStep(fixture, caseNo, { step: 'assign' });
    await takeStep(fixture, caseNo, { step: 'evidence' });
    await takeStep(fixture, caseNo, { step: 'propose', decision });
  }
  if (upTo === 'approve') await takeStep(fixture, caseNo, { step: 'approve' });
}

/** Like `decide`, about the newest case. */
export async function decideNewest(
  fixture: DayFixture,
  decision: Decision,
  upTo: 'propose' | 'approve' = 'approve',
): Promise<void> {
  const { caseNo } = (await fixture.cases()).at(-1)!;
  await decide(fixture, caseNo, decision, upTo);
}

export const books = async ({ rooms }: DayFixture) =>
  balances(await readLedger({ store: rooms.tsp }));

/** Runs `meanwhile` once, before the store's transaction of this number. */
export const interrupted =
  (at: { calls: number; number: number; meanwhile: () => Promise<unknown> }) =>
  (store: Store): Store => ({
    room: (name) => interrupted(at)(store.room(name)),
    clear: () => store.clear(),
    async transaction(work) {
      at.calls += 1;
      if (at.calls === at.number) await at.meanwhile();
      return store.transaction(work);
    },
  });
