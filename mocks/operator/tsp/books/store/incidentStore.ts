/**
 * What was refused, and what boxes told, under the code that the viewer reads out. Three lists that never displace each other:
 * refusals of boxes that had signed, refusals of requests that nobody has proven, and what boxes told.
 */
import type { Instant } from '../../../../../src/shared/time.ts';
import type { Money, Problem } from '../../../../../src/tsp/tspTypes.ts';
import { listRows, type RowList, rowList, rowsIn } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import { keys } from './tspKeys.ts';

export type IncidentList = 'platform' | 'door' | 'box';
export const INCIDENT_LISTS: readonly IncidentList[] = ['platform', 'door', 'box'];

export interface IncidentRow {
  readonly code: string;
  readonly list: IncidentList;
  /** When it happened; of `box` by the clock of the box. */
  readonly at: Instant;
  /** When the platform noted it. */
  readonly heardAt: Instant;
  /** In `door`: as the request says, which nobody has proven. */
  readonly stbId?: string;
  readonly subscriberId?: string;
  readonly orderId?: string;
  readonly attemptId?: string;
  readonly step?: string;
  /** The operation of tsp.yaml that was refused. */
  readonly call?: string;
  readonly cause: string;
  readonly money: Money;
  readonly retry?: Problem['retry'];
  readonly field?: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly readerPort?: string;
  readonly portalVersion?: string;
}

/** Nobody's: a request that named no box. */
const NOBODY = '-';
const boxOf = ({ stbId = NOBODY }: Pick<IncidentRow, 'stbId'>) => stbId;

/** All of one code in a list, by `at` and box. */
const ofCode = (code: string, list: IncidentList): RowList<IncidentRow> =>
  rowList(keys.incidents(code, list));
/** Keys of a list's rows, the first heard first. */
const byAge = (list: IncidentList): RowList<string> => rowList(keys.incidentsByAge(list));
const ofBox = (list: IncidentList, stbId: string): RowList<string> =>
  rowList(keys.incidentsOfBox(list, stbId));

const countOf = async (tx: Transaction, list: IncidentList): Promise<number> =>
  (await tx.get<number>(keys.incidentCount(list))) ?? 0;

const rowKey = (row: IncidentRow) =>
  ofCode(row.code, row.list).prefix + keys.idOf.incident(row.at, boxOf(row));
const ageId = (row: IncidentRow) =>
  `${keys.idOf.incident(row.heardAt, row.code)}/${keys.idOf.incident(row.at, boxOf(row))}`;

/** Adds it. Returns false for one that is there already: the first time it was heard stays. */
export async function addIncident(tx: Transaction, row: IncidentRow): Promise<boolean> {
  const key = rowKey(row);
  if (await tx.get(key)) return false;
  tx.put(key, row);
  tx.put(byAge(row.list).prefix + ageId(row), key);
  tx.put(ofBox(row.list, boxOf(row)).prefix + ageId(row), key);
  tx.put(keys.incidentCount(row.list), (await countOf(tx, row.list)) + 1);
  return true;
}

async function drop(tx: Transaction, key: string): Promise<void> {
  const row = await tx.get<IncidentRow>(key);
  if (!row) return;
  tx.delete(key);
  tx.delete(byAge(row.list).prefix + ageId(row));
  tx.delete(ofBox(row.list, boxOf(row)).prefix + ageId(row));
  tx.put(keys.incidentCount(row.list), (await countOf(tx, row.list)) - 1);
}

/** Drops the oldest of one box that are more than `most`. `stbId` absent: those that named no box. */
export async function keepOfBox(
  tx: Transaction,
  list: IncidentList,
  stbId: string | undefined,
  most: number,
): Promise<void> {
  const rows = await rowsIn(tx, ofBox(list, boxOf({ ...(stbId && { stbId }) })));
  for (const key of rows.slice(0, Math.max(0, rows.length - most))) await drop(tx, key);
}

/** Drops the oldest beyond `most`, and those heard before `since`: at most `piece` of both together. */
export async function keepOfList(
  tx: Transaction,
  list: IncidentList,
  { most, since, piece }: { most: number; since: Instant; piece: number },
): Promise<void> {
  let over = (await countOf(tx, list)) - most;
  const before = keys.idOf.incident(since, '');
  for (const { id, value } of await listRows(tx, byAge(list), { limit: piece })) {
    if (over-- <= 0 && id >= before) return;
    await drop(tx, value);
  }
}

/** Those of a code, newest first. */
export const incidentsOf = (
  tx: Transaction,
  code: string,
  list: IncidentList,
  limit: number,
): Promise<IncidentRow[]> => rowsIn(tx, ofCode(code, list), { reverse: true, limit });

/** Those of a box, the last heard first. */
export async function newestOfBox(
  tx: Transaction,
  list: IncidentList,
  stbId: string,
  limit: number,
): Promise<IncidentRow[]> {
  const rows: IncidentRow[] = [];
  for (const key of await rowsIn(tx, ofBox(list, stbId), { reverse: true, limit })) {
    const row = await tx.get<IncidentRow>(key);
    if (row) rows.push(row);
  }
  return rows;
}
