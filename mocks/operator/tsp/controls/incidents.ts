/**
 * Keeps incidents for the hotline, written behind: an answer never waits for it. All that came since the last write is one
 * transaction, queued at once. A crash may lose the last ones; the box tells what it showed, too.
 */

import type { Transaction } from '../../../store/store.ts';
import { count, type Incidents, type NotedIncident, type TspParts } from '../base/ports.ts';
import {
  addIncident,
  INCIDENT_LISTS,
  type IncidentList,
  type IncidentRow,
  incidentsOf,
  keepOfBox,
  keepOfList,
} from '../books/store/incidentStore.ts';

/** Written in one transaction; the rest goes with the next, so that no payment waits long. */
const PIECE = 20;
/** Noted and not written yet. A flood beyond it is counted, not kept. */
const MOST_WAITING = 500;
/** Rows of one code that are looked at to find the same refusal again. */
const SAME_CODE = 20;

export function createIncidents(
  parts: Pick<TspParts, 'store' | 'environment' | 'limits' | 'counters'>,
): Incidents {
  const { store, environment, limits } = parts;
  const most: Readonly<Record<IncidentList, number>> = {
    platform: limits.incidentsRefused,
    door: limits.incidentsAtDoor,
    box: limits.incidentsTold,
  };
  let waiting: IncidentRow[] = [];
  let writing: Promise<void> | undefined;

  /** An answer that is sent again has its first code: it is the same refusal. */
  async function isKnown(tx: Transaction, row: IncidentRow): Promise<boolean> {
    if (row.list === 'box') return false;
    const same = await incidentsOf(tx, row.code, row.list, SAME_CODE);
    return same.some(
      ({ stbId, call, cause }) => stbId === row.stbId && call === row.call && cause === row.cause,
    );
  }

  const write = (rows: readonly IncidentRow[]): Promise<void> =>
    store.transaction(async (tx) => {
      const grown = new Map<string, IncidentRow>();
      for (const row of rows) {
        if (!(await isKnown(tx, row)) && (await addIncident(tx, row))) {
          grown.set(`${row.list} ${row.stbId}`, row);
        }
      }
      for (const { list, stbId } of grown.values()) {
        await keepOfBox(tx, list, stbId, limits.incidentsPerBox);
      }
      const since = environment.clock.now() - limits.incidentMs;
      for (const list of INCIDENT_LISTS) {
        await keepOfList(tx, list, { most: most[list], since, piece: 2 * PIECE });
      }
    });

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const rows = waiting.slice(0, PIECE);
      waiting = waiting.slice(PIECE);
      try {
        await write(rows);
      } catch (error) {
        count(parts, 'incidents.lost', rows.length);
        environment.log('tsp', `incidents: ${String(error)}`);
      }
    }
    writing = undefined;
  }

  const heard = (incident: NotedIncident): IncidentRow => {
    const heardAt = environment.clock.now();
    return { ...incident, at: incident.at ?? heardAt, heardAt };
  };

  return {
    note(incident) {
      if (waiting.length >= MOST_WAITING) return count(parts, 'incidents.lost');
      waiting.push(heard(incident));
      writing ??= writeAll();
    },
    keep: (incidents) => write(incidents.map(heard)),
    settled: async () => writing,
  };
}
