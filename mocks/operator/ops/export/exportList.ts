/** Exports a list as a file for spreadsheets. */
import { dayAfter } from '../../../../src/shared/time.ts';
import { isCalendarDate } from '../base/businessDay.ts';
import { dayFault } from '../base/calendarDays.ts';
import { filtersOn, LIST_FILTERS } from '../base/listFilters.ts';
import { EXPORTS } from '../base/matrix.ts';
import type { OpsHandler } from '../base/opsTypes.ts';
import { refuse } from '../base/refuse.ts';
import { csvFile } from './csv.ts';
import { EXPORT_TABLES } from './exportTables.ts';
import { filterLine } from './filterLine.ts';

const MOST_ROWS = 50_000;

const CUT = {
  'zh-CN': `（未完：仅导出前 ${MOST_ROWS} 行，请按日期分次导出）`,
  en: `(cut: only the first ${MOST_ROWS} rows; export fewer days)`,
};

export const exportList: OpsHandler<'exportList'> = async (parts, { params, query }, person) => {
  const { list } = params;
  const { language = 'zh-CN' } = query ?? {};
  if (!EXPORTS[list].includes(person.role)) {
    return refuse('role.forbidden', `list: a ${person.role} may not have ${list} as a file`);
  }
  const today = parts.tsp.businessDate();
  // Differences are known only of days that are over.
  const date = query?.date ?? (list === 'differences' ? dayAfter(today, -1) : today);
  if (!isCalendarDate(date)) {
    return refuse('request.invalid', `date: ${date} is not in the calendar`, { field: 'date' });
  }
  const filters = filtersOn(list, query ?? {});
  const strange = filters.find(([name]) => !LIST_FILTERS[list].includes(name))?.[0];
  if (strange !== undefined) {
    return refuse('request.invalid', `${strange}: no filter of ${list}`, { field: strange });
  }
  const fault = dayFault(query ?? {});
  if (fault) return fault;
  const { headings, rows } = EXPORT_TABLES[list];
  const column = language === 'en' ? 1 : 0;
  const csv = await csvFile({
    above: filters.length > 0 ? [filterLine(filters, column)] : [],
    headings: headings.map((heading) => heading[column]),
    rows: rows(parts, date, query ?? {}),
    most: MOST_ROWS,
    cut: CUT[language],
  });
  const name = filters.length > 0 ? `${list}-filtered-${date}` : `${list}-${date}`;
  return { status: 200, body: { fileName: `${name}.csv`, csv } };
};
