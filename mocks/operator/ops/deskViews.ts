/** PSAM pool, switches and boxes: shown and changed through the desk. */

import { rfc3339 } from '../../../src/shared/time.ts';
import type { BoxRow, SwitchRow } from '../tsp/books/store/controlStore.ts';
import { namesCard } from './base/namesCard.ts';
import { onlyFields } from './base/onlyFields.ts';
import type { OpsAnswer, OpsHandler, OpsParts, Schemas } from './base/opsTypes.ts';
import { refuse, refuseAs } from './base/refuse.ts';

const PSAM = [
  'terminalNo',
  'issuer',
  'applicationType',
  'keyVersions',
  'state',
  'leaseUntil',
  'lastUsedAt',
  'reason',
] as const;

async function poolView({ tsp }: OpsParts): OpsAnswer<'getPool'> {
  const { psams, waiting } = await tsp.desk.pool();
  return { status: 200, body: { psams: psams.map((psam) => onlyFields(psam, PSAM)), waiting } };
}

export const getPool: OpsHandler<'getPool'> = (parts) => poolView(parts);

export const setPsam: OpsHandler<'setPsam'> = async (parts, { params, body }, person) => {
  const { drained, frozen, reason } = body;
  if (namesCard(reason)) return namesCard.refusal('reason');
  if (drained === undefined ? frozen === undefined : frozen !== undefined) {
    return refuse('request.invalid', 'drained: say either drained or frozen');
  }
  const { desk } = parts.tsp;
  const done =
    drained === undefined
      ? await desk.thawPsam(person, params.terminalNo, reason)
      : await desk.drainPsam(person, params.terminalNo, drained, reason);
  return done.ok ? poolView(parts) : refuseAs(done.error);
};

const since = (row: SwitchRow | BoxRow) =>
  row.since === undefined ? {} : { since: rfc3339(row.since) };

const switchView = (row: SwitchRow): Schemas['Switch'] => ({
  ...onlyFields(row, ['name', 'on', 'who', 'reason']),
  ...since(row),
});

const boxView = (row: BoxRow): Schemas['Box'] => ({
  ...onlyFields(row, ['stbId', 'blocked', 'who', 'reason']),
  ...since(row),
  ...(row.watch === undefined
    ? {}
    : {
        watch: {
          ...onlyFields(row.watch, ['why', 'times']),
          since: rfc3339(row.watch.since),
          lastAt: rfc3339(row.watch.lastAt),
        },
      }),
});

/** More than a person looks at; those whose cause came last, or that were blocked last, come first. */
const MOST_BOXES = 200;

export const getBoxes: OpsHandler<'getBoxes'> = async ({ tsp }) => {
  const listed = (rows: readonly BoxRow[]) => rows.slice(0, MOST_BOXES).map(boxView);
  const boxes = listed(await tsp.desk.watchedBoxes());
  const blocked = listed(await tsp.desk.blockedBoxes());
  return { status: 200, body: { boxes, blocked } };
};

async function switchList({ tsp }: OpsParts): OpsAnswer<'getSwitches'> {
  const switches = await tsp.desk.switches();
  return { status: 200, body: { switches: switches.map(switchView) } };
}

export const getSwitches: OpsHandler<'getSwitches'> = (parts) => switchList(parts);

export const setSwitch: OpsHandler<'setSwitch'> = async (parts, { params, body }, person) => {
  const { on, reason } = body;
  if (namesCard(reason)) return namesCard.refusal('reason');
  const done = await parts.tsp.desk.setSwitch(person, params.name, on, reason);
  return done.ok ? switchList(parts) : refuseAs(done.error);
};

export const getBox: OpsHandler<'getBox'> = async ({ tsp }, { params }) => ({
  status: 200,
  body: boxView(await tsp.desk.box(params.stbId)),
});

export const setBox: OpsHandler<'setBox'> = async ({ tsp }, { params, body }, person) => {
  const { blocked, reason } = body;
  if (namesCard(reason)) return namesCard.refusal('reason');
  const done = await tsp.desk.setBox(person, params.stbId, blocked, reason);
  return done.ok ? { status: 200, body: boxView(done.value) } : refuseAs(done.error);
};
