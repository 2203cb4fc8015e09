/** The report of one settled day: for the program that asked for it, and as a table for people. */
import { rowsIn } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import type { DayRow, DaySum } from '../../tsp/books/dayRows.ts';
import { dayStateNow, isOpenDifference } from '../../tsp/books/openDifference.ts';
import { receivableOf, receivableOfAll } from '../../tsp/books/receivable.ts';
import { differencesOf, getDay } from '../../tsp/books/store/dayStore.ts';

interface ClassSum {
  readonly class: string;
  readonly state: string;
  readonly count: number;
  /** Numbers of the cases among them. */
  readonly cases: readonly string[];
}

export interface DayReport {
  readonly date: string;
  readonly state: DayRow['state'];
  readonly problem?: string;
  readonly sides: Readonly<Record<'tsp' | 'boss' | 'ppp', DaySum | null>>;
  readonly files: DayRow['files'];
  readonly classes: readonly ClassSum[];
  /** What the PPP still owes though people closed it as explained: of this day, and of all days. */
  readonly receivable: DaySum;
  readonly receivableOfAll: DaySum;
}

const MOST_CASES = 20;

export async function dayReport(store: Store, date: string, problem?: string): Promise<DayReport> {
  const room = store.room('tsp');
  const ofAll = await receivableOfAll(room);
  return room.transaction(async (tx) => {
    const day = await getDay(tx, date);
    const classes = new Map<string, ClassSum>();
    let isOpen = false;
    for (const value of await rowsIn(tx, differencesOf(date))) {
      isOpen ||= await isOpenDifference(tx, value);
      const key = `${value.class} ${value.state}`;
      const { count, cases } = classes.get(key) ?? { count: 0, cases: [] };
      const more = value.caseNo === undefined || cases.length >= MOST_CASES ? [] : [value.caseNo];
      classes.set(key, {
        class: value.class,
        state: value.state,
        count: count + 1,
        cases: [...cases, ...more],
      });
    }
    const told = problem ?? day?.problem;
    return {
      date,
      state: dayStateNow(day?.state ?? 'open', isOpen),
      ...(told === undefined ? {} : { problem: told }),
      sides: { tsp: day?.tsp ?? null, boss: day?.boss ?? null, ppp: day?.ppp ?? null },
      files: day?.files ?? [],
      classes: [...classes.values()],
      receivable: await receivableOf(tx, date),
      receivableOfAll: ofAll,
    };
  });
}

/** True when all sides have answered. What still differs is cured, listed, being tried again, or with people. */
export const areAllIn = ({ state, problem }: DayReport): boolean =>
  (state === 'settled' || state === 'explained') && problem === undefined;

/** The exit code of `npm run settle`. 0: nothing is missing. 3: all is explained, not all is closed. 1: anything else. */
export function exitCodeOf(report: DayReport): 0 | 1 | 3 {
  if (!areAllIn(report)) return 1;
  return report.state === 'settled' ? 0 : 3;
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const isNumber = (text: string) => /^-?[\d.]+$/.test(text);
  return rows
    .map((row) =>
      row
        .map((text, at) => (isNumber(text) ? text.padStart(widths[at]!) : text.padEnd(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const NAMES = { tsp: 'TSP', boss: 'BOSS', ppp: 'PPP' } as const;

/** Only where there is any: on most days the PPP owes nothing that people gave up asking for. */
function owedLines({ receivable, receivableOfAll: ofAll }: DayReport): string[] {
  if (ofAll.count === 0) return [];
  const row = (of: string, { count, totalFen }: DaySum) => [of, String(count), yuan(totalFen)];
  const rows = [['explained, and not paid', 'payments', 'yuan'], row('this day', receivable)];
  return [table([...rows, row('all days', ofAll)])];
}

export function dayTable(report: DayReport): string {
  const { date, state, sides, files, classes, problem } = report;
  const side = (name: keyof typeof NAMES) => {
    const sum = sides[name];
    return [NAMES[name], sum ? String(sum.count) : '-', sum ? yuan(sum.totalFen) : 'not in yet'];
  };
  const parts = [
    `${date}: ${state}`,
    table([['', 'payments', 'yuan'], side('tsp'), side('boss'), side('ppp')]),
  ];
  if (files.length > 0) {
    const rows = files.map((file) => [
      file.name,
      file.direction,
      file.state,
      file.count === undefined ? '-' : String(file.count),
      file.totalFen === undefined ? '-' : yuan(file.totalFen),
      file.problem ?? '',
    ]);
    parts.push(table([['file', '', '', 'rows', 'yuan', ''], ...rows]));
  }
  parts.push(
    classes.length === 0
      ? 'no differences'
      : table([
          ['class', 'state', 'count', 'cases'],
          ...classes.map((sum) => [sum.class, sum.state, String(sum.count), sum.cases.join(' ')]),
        ]),
  );
  parts.push(...owedLines(report));
  if (problem !== undefined) parts.push(`problem: ${problem}`);
  return `${parts.join('\n\n')}\n`;
}
