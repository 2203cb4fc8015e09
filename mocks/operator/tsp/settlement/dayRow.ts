/** Changes of a day's row, which people see. */

import type { TspParts } from '../base/ports.ts';
import type { DayRow } from '../books/dayRows.ts';
import { getDay, markDayRunning, putDay } from '../books/store/dayStore.ts';

export const emptyDay = (date: string): DayRow => ({ date, state: 'open', runs: 0, files: [] });

async function changeDay(
  { store }: Pick<TspParts, 'store'>,
  date: string,
  change: (day: DayRow) => DayRow,
): Promise<DayRow> {
  return store.transaction(async (tx) => {
    const day = change((await getDay(tx, date)) ?? emptyDay(date));
    putDay(tx, day);
    return day;
  });
}

export const saveDay = (
  parts: Pick<TspParts, 'store'>,
  date: string,
  change: Partial<DayRow>,
): Promise<DayRow> => changeDay(parts, date, (day) => ({ ...day, ...change }));

/** Begins a run of the day and removes the last run's problem. A run that is cut leaves the day open. */
export const beginRun = ({ store, environment }: TspParts, date: string): Promise<DayRow> =>
  store.transaction(async (tx) => {
    const { problem: _, ...day } = (await getDay(tx, date)) ?? emptyDay(date);
    const lastRunAt = environment.clock.now();
    const begun: DayRow = { ...day, state: 'running', runs: day.runs + 1, lastRunAt };
    putDay(tx, begun);
    markDayRunning(tx, date);
    return begun;
  });

type DayFile = DayRow['files'][number];

const isSame = (a: DayFile, b: DayFile): boolean =>
  a.name === b.name && a.direction === b.direction;

/** Notes a file in the day's row. It keeps its place in the list; its time is that of its last change. */
export const noteFile = (
  parts: Pick<TspParts, 'store'>,
  date: string,
  file: DayFile,
): Promise<DayRow> =>
  changeDay(parts, date, (day) => {
    const before = day.files.find((listed) => isSame(listed, file));
    if (!before) return { ...day, files: [...day.files, file] };
    const isUnchanged =
      before.state === file.state &&
      before.sha256 === file.sha256 &&
      (file.state !== 'waiting' || before.problem === file.problem);
    if (isUnchanged) return day;
    return { ...day, files: day.files.map((listed) => (isSame(listed, file) ? file : listed)) };
  });
