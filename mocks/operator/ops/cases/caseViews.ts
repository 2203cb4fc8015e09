/** Cases: the list, one case with what this person may do about it, and the next step. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { operations } from '../../../contract/opsApi.generated.ts';
import type { RowList } from '../../../store/rowList.ts';
import {
  allCases,
  type CaseRow,
  getCase as getCaseRow,
  openCases,
} from '../../tsp/books/store/caseStore.ts';
import type { DecisionPreview, Person } from '../../tsp/controls/desk.ts';
import { ageDays } from '../base/businessDay.ts';
import { dayFault } from '../base/calendarDays.ts';
import { defined } from '../base/definedFields.ts';
import { isWithin } from '../base/listFilters.ts';
import { CASE_STEPS } from '../base/matrix.ts';
import { namesCard } from '../base/namesCard.ts';
import { onlyFields } from '../base/onlyFields.ts';
import type { OpsAnswer, OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { refuse, refuseAs } from '../base/refuse.ts';
import { beginAfter, countItems, takePage } from '../base/takePage.ts';

const ON_A_PAGE = 50;
const SCAN = 500;
/** Each one is read for itself. */
const COUNTED = 5_000;

export function caseSummary(row: CaseRow, now: number): Schemas['CaseSummary'] {
  const { caseNo, kind, state, version, amountFen, orderId, attemptId, openedAt } = row;
  const { assignee, decision, proposedBy } = row;
  return defined({
    caseNo,
    kind,
    state,
    version,
    amountFen,
    orderId,
    attemptId,
    openedAt: rfc3339(openedAt),
    ageDays: ageDays(openedAt, now),
    assignee,
    decision,
    proposedBy,
  });
}

type Query = NonNullable<operations['getCases']['parameters']['query']>;

/** Open cases have their own index; only closed cases are looked for among all. */
export const casesAsked = ({ state }: Query): RowList<unknown> =>
  state === undefined || state === 'CLOSED' ? allCases : openCases;

export const isCaseWanted = (row: CaseRow, query: Query): boolean => {
  const { state, kind } = query;
  return (
    (kind === undefined || row.kind === kind) &&
    (state === undefined ||
      row.state === state ||
      (state === 'unclosed' && row.state !== 'CLOSED')) &&
    isWithin(query, row.openedAt, row.amountFen)
  );
};

export const getCases: OpsHandler<'getCases'> = async (parts, call) => {
  const query: Query = call.query ?? {};
  const list = casesAsked(query);
  const fault = dayFault(query);
  if (fault) return fault;
  const after = beginAfter(query.cursor);
  if (!after.ok) return after.error;
  const now = parts.environment.clock.now();
  async function pick(_: unknown, caseNo: string) {
    const row = await parts.room.transaction((tx) => getCaseRow(tx, caseNo));
    return row && isCaseWanted(row, query) ? caseSummary(row, now) : null;
  }
  const page = await takePage<unknown, Schemas['CaseSummary']>(
    parts.room,
    list,
    { after: after.value, reverse: query.direction === 'desc' },
    { size: ON_A_PAGE, scan: SCAN, pick },
  );
  const total = query.total && (await countItems(parts.room, list, { pick }, { most: COUNTED }));
  return { status: 200, body: defined({ cases: [...page.items], cursor: page.cursor, total }) };
};

const STEP = ['who', 'step', 'decision', 'reason', 'refundRef'] as const;

const PREVIEW = ['decision', 'asks', 'opens', 'needsBossWord', 'digest', 'postings'] as const;
const POSTING = ['kind', 'orderId', 'attemptId', 'amountFen', 'debit', 'credit'] as const;

const previewView = (preview: DecisionPreview): DecisionPreview => ({
  ...onlyFields(preview, PREVIEW),
  postings: preview.postings.map((posting) => onlyFields(posting, POSTING)),
  asks: preview.asks.map((asked) => onlyFields(asked, ['what', 'amountFen'])),
});

const noCase = (caseNo: string) =>
  refuse('case.not_found', `caseNo: ${caseNo} is not a case of ours`);

async function caseView(
  { environment, tsp }: OpsParts,
  caseNo: string,
  person: Person,
): OpsAnswer<'getCase'> {
  const { desk } = tsp;
  const row = await desk.findCase(caseNo);
  if (!row) return noCase(caseNo);
  const steps = await desk.stepsFor(person, caseNo);
  return {
    status: 200,
    body: defined({
      case: caseSummary(row, environment.clock.now()),
      note: row.note ?? '',
      revision: row.revision,
      steps: row.steps.map((step) => ({ at: rfc3339(step.at), ...onlyFields(step, STEP) })),
      decisions: [...(await desk.decisionsFor(caseNo))],
      previews: (await desk.previewsFor(caseNo)).map(previewView),
      proposedDigest: row.previewDigest,
      may: steps.filter((step) => CASE_STEPS[step].includes(person.role)),
    }),
  };
}

export const getCase: OpsHandler<'getCase'> = (parts, { params }, person) =>
  caseView(parts, params.caseNo, person);

export const takeCaseStep: OpsHandler<'takeCaseStep'> = async (parts, call, person) => {
  const { params, body } = call;
  if (!CASE_STEPS[body.step].includes(person.role)) {
    return refuse('role.forbidden', `step: a ${person.role} may not ${body.step} a case`);
  }
  for (const field of ['reason', 'refundRef'] as const) {
    if (namesCard(body[field])) return namesCard.refusal(field);
  }
  const done = await parts.tsp.desk.takeStep(person, params.caseNo, body);
  return done.ok ? caseView(parts, params.caseNo, person) : refuseAs(done.error);
};
