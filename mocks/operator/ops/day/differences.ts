/** The differences between the three sides of a day. */
import type { Fen } from '../../../../src/shared/money.ts';
import { type Instant, rfc3339 } from '../../../../src/shared/time.ts';
import { pageThrough } from '../../../store/rowList.ts';
import { getCase } from '../../tsp/books/cases.ts';
import type { DifferenceRow } from '../../tsp/books/dayRows.ts';
import { isOpenDifference } from '../../tsp/books/openDifference.ts';
import { differencesOf } from '../../tsp/books/store/dayStore.ts';
import { ageDays } from '../base/businessDay.ts';
import { defined } from '../base/definedFields.ts';
import { onlyFields } from '../base/onlyFields.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { beginAfter, countItems, takePage } from '../base/takePage.ts';

const ON_A_PAGE = 50;
const SCAN = 500;
const AGES = [7, 3, 1, 0] as const;

const SHOWN = [
  'id',
  'class',
  'state',
  'orderId',
  'attemptId',
  'terminalNo',
  'terminalSequence',
  'tspFen',
  'bossFen',
  'pppFen',
  'tspState',
  'bossState',
  'otherDate',
  'step',
  'caseNo',
  'note',
] as const;

const differenceView = (row: DifferenceRow, now: Instant): Schemas['Difference'] => ({
  ...onlyFields(row, SHOWN),
  firstSeen: rfc3339(row.firstSeen),
  ageDays: ageDays(row.firstSeen, now),
});

/** Shows a difference as closed as soon as its case is closed. The settlement notes that only at its next run. */
async function currentDifference(
  { room }: Pick<OpsParts, 'room'>,
  row: DifferenceRow,
): Promise<DifferenceRow> {
  const { state, caseNo } = row;
  if (state !== 'case' || caseNo === undefined) return row;
  const isClosed = await room.transaction(
    async (tx) => (await getCase(tx, caseNo))?.state === 'CLOSED',
  );
  return isClosed ? { ...row, state: 'closed' } : row;
}

/** The difference as it stands now, if it is asked for. */
export async function wantedDifference(
  parts: Pick<OpsParts, 'room'>,
  row: DifferenceRow,
  state: string | undefined,
): Promise<DifferenceRow | null> {
  const current = await currentDifference(parts, row);
  return state === undefined || current.state === state ? current : null;
}

export const getDifferences: OpsHandler<'getDifferences'> = async (parts, { params, query }) => {
  const after = beginAfter(query?.cursor);
  if (!after.ok) return after.error;
  const now = parts.environment.clock.now();
  const list = differencesOf(params.date, query?.class);
  const pick = async (value: DifferenceRow) => {
    const row = await wantedDifference(parts, value, query?.state);
    return row && differenceView(row, now);
  };
  const { items, cursor } = await takePage<DifferenceRow, Schemas['Difference']>(
    parts.room,
    list,
    { after: after.value },
    { size: ON_A_PAGE, scan: SCAN, pick },
  );
  const total = query?.total && (await countItems(parts.room, list, { pick }));
  return { status: 200, body: defined({ differences: [...items], cursor, total }) };
};

/** The amount by which the sides differ; the whole amount if one side lacks the debit. */
function differenceFen({ class: kind, tspFen, bossFen, pppFen }: DifferenceRow): Fen {
  if (kind === 'AMOUNT_DIFF' || kind === 'TOTAL_ONLY') {
    return (tspFen ?? 0) - (bossFen ?? pppFen ?? 0);
  }
  return tspFen ?? bossFen ?? pppFen ?? 0;
}

/**
 * Counts the differences of a day. It reads the rows each time, because people and the platform close them one by one.
 */
export async function countDifferences(
  parts: Pick<OpsParts, 'room' | 'environment'>,
  date: string,
) {
  const now = parts.environment.clock.now();
  const classes = new Map<string, Schemas['Day']['classes'][number]>();
  const ageing = new Map<number, number>(AGES.map((from) => [from, 0]));
  let differences = 0;
  let unexplained = 0;
  let open = 0;
  for await (const { value } of pageThrough(parts.room, differencesOf(date))) {
    const row = await currentDifference(parts, value);
    differences += 1;
    if (row.state === 'waiting') unexplained += 1;
    const counted = classes.get(row.class) ?? { class: row.class, count: 0, totalFen: 0, open: 0 };
    counted.count += 1;
    counted.totalFen += differenceFen(row);
    classes.set(row.class, counted);
    if (!(await parts.room.transaction((tx) => isOpenDifference(tx, value)))) continue;
    open += 1;
    counted.open += 1;
    const from = AGES.find((days) => ageDays(row.firstSeen, now) >= days)!;
    ageing.set(from, ageing.get(from)! + 1);
  }
  return {
    differences,
    unexplained,
    open,
    classes: [...classes.values()],
    ageing: [...AGES].reverse().map((fromDays) => ({ fromDays, count: ageing.get(fromDays)! })),
  };
}
