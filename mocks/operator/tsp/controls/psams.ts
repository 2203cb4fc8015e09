/**
 * PSAMs that get no new lease: drained by people, or frozen because of what happened under their number. A frozen one
 * gives no MAC1 either, not even for the lease that it had. Stored.
 */
import { rowsIn } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { PsamRestriction, PsamStatus } from '../../psam/pool.ts';
import { count, type TspParts } from '../base/ports.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from '../books/journals/audit.ts';
import type { AttemptRow } from '../books/rows.ts';
import { allPsams, getPsam, type PsamRow, putPsam } from '../books/store/controlStore.ts';
import type { PsamView } from './desk.ts';

async function restrict(
  unit: UnitOfWork,
  terminalNo: string,
  change: Partial<PsamRestriction>,
  reason: string,
): Promise<void> {
  const before = await getPsam(unit.tx, terminalNo);
  const { drained = false, frozen = false } = { ...before, ...change };
  const { now: since, who } = unit;
  const row: PsamRow = { terminalNo, drained, frozen, since, who, reason };
  putPsam(unit.tx, row);
  unit.after(() => unit.parts.pool.restrict(terminalNo, row));
}

/** Whether some PSAM has the key version that the attempt's card named, so that the next attempt gets that one. */
export const hasKeyOf = (
  { pool }: Pick<TspParts, 'pool'>,
  { issuer, applicationType, init }: AttemptRow,
): boolean =>
  pool
    .status()
    .some(
      (psam) =>
        psam.issuer === issuer &&
        psam.applicationType === applicationType &&
        psam.keyVersions.includes(init!.keyVersion),
    );

/** Drains a PSAM, or lets it have leases again; in the caller's commit. */
export async function drainPsam(
  unit: UnitOfWork,
  terminalNo: string,
  drained: boolean,
  reason: string,
) {
  await restrict(unit, terminalNo, { drained }, reason);
  const what = drained ? 'psam.drained' : 'psam.undrained';
  await audit(unit, { what, note: `${terminalNo}: ${reason}` });
}

/** Freezes a terminal number that has a debit we did not authorise: no MAC1 any more. The pool need not have the number. */
export async function freezeTerminal(
  unit: UnitOfWork,
  terminalNo: string,
  why: string,
): Promise<void> {
  const { parts } = unit;
  await restrict(unit, terminalNo, { frozen: true }, why);
  await audit(unit, { what: 'terminal.frozen', note: `${terminalNo}: ${why}` });
  unit.after(() => {
    count(parts, 'terminal.frozen');
    parts.environment.log('tsp', `ALARM: terminal ${terminalNo} is frozen: ${why}`);
  });
}

/** Whether no MAC1 of this terminal number may leave the platform. */
export const isFrozen = async (tx: Transaction, terminalNo: string): Promise<boolean> =>
  (await getPsam(tx, terminalNo))?.frozen ?? false;

/** Lets a frozen terminal number be used again: people know what happened under it. In the caller's commit. */
export async function thawTerminal(
  unit: UnitOfWork,
  terminalNo: string,
  reason: string,
): Promise<void> {
  await restrict(unit, terminalNo, { frozen: false }, reason);
  await audit(unit, { what: 'terminal.thawed', note: `${terminalNo}: ${reason}` });
}

/** Restores the restrictions at the start. */
export async function loadRestrictions({
  store,
  pool,
}: Pick<TspParts, 'store' | 'pool'>): Promise<void> {
  const rows = await store.transaction((tx) => rowsIn(tx, allPsams));
  for (const row of rows) pool.restrict(row.terminalNo, row);
}

function stateOf({ frozen, out, drained, leasedTo }: PsamStatus): PsamView['state'] {
  if (frozen) return 'frozen';
  if (out !== null) return out === 'taken-out' ? 'drained' : out;
  if (leasedTo !== null) return 'leased';
  return drained ? 'drained' : 'free';
}

/** `row`: what people or the settlement forbade it last. */
export function psamView(
  status: PsamStatus,
  row: PsamRow | undefined,
  moment: (at: number) => string,
): PsamView {
  const { terminalNo, issuer, applicationType, keyVersions, leaseUntil, lastUsedAt } = status;
  return {
    terminalNo,
    issuer,
    applicationType,
    keyVersions: [...keyVersions],
    state: stateOf(status),
    ...(leaseUntil === null ? {} : { leaseUntil: moment(leaseUntil) }),
    ...(lastUsedAt === null ? {} : { lastUsedAt: moment(lastUsedAt) }),
    ...(row?.drained || row?.frozen ? { reason: row.reason } : {}),
  };
}
