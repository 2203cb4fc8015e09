/** The TSP's client of BOSS, and how a rejection by BOSS becomes a refusal to the portal. */
import { isFen, MAX_FEN } from '../../../../src/shared/money.ts';
import { fail, type Result } from '../../../../src/shared/result.ts';
import type { Arrears } from '../../../../src/tsp/tspTypes.ts';
import type { components } from '../../../contract/bossApi.generated.ts';
import type { Environment, Fetch } from '../../../environment/environment.ts';
import { id, isoDay } from '../../settlement/cells.ts';
import { type PartyClient, type PartyError, partyClient } from './partyClient.ts';
import type { HealthOfParty } from './partyHealth.ts';
import type { TspParts } from './ports.ts';
import { refuse } from './problems.ts';
import type { Reply } from './reply.ts';

/** Only the path matters: the host routes by it. */
export const BOSS_URL = 'https://boss.invalid/boss/v1';

export const bossClient = (
  environment: Environment,
  fetch: Fetch,
  bossMs: number,
  health: HealthOfParty,
): PartyClient => partyClient(environment, fetch, BOSS_URL, bossMs, health);

/** What must be paid first, if it adds up and can be read: a button will name the amount. */
export function soundArrears(told: unknown): { readonly arrears?: Arrears } {
  const { amountFen, since, items } = Object(told) as Partial<Arrears>;
  if (!isFen(amountFen) || amountFen < 1 || amountFen > MAX_FEN || !isDate(since)) return {};
  if (!Array.isArray(items)) return {};
  const bills = items.map((bill) => Object(bill) as Partial<Arrears['items'][number]>);
  const sum = bills.reduce((total, bill) => total + (bill.amountFen ?? Number.NaN), 0);
  const isReadable = bills.every(({ dueDate, title }) => isDate(dueDate) && title !== undefined);
  return isReadable && sum === amountFen ? { arrears: told as Arrears } : {};
}

export type BossOrder = components['schemas']['BossOrder'];

/** Whether the settlement's files can carry it as an id. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && id.isGood(value);

/** The same, as a date. */
export const isDate = (value: unknown): value is string =>
  typeof value === 'string' && isoDay.isGood(value);

/** What BOSS says about this order: an answer about another one, or one that cannot be read, is no answer. */
export const saidOf = <T extends { readonly orderId: string }>(
  orderId: string,
  told: Result<T, PartyError>,
): Result<T, PartyError> =>
  told.ok && told.value?.orderId !== orderId ? fail({ kind: 'no-answer' }) : told;

/** BOSS's word on this order: what it has done for it. */
export const wordOn = (
  orderId: string,
  told: Result<BossOrder, PartyError>,
): Result<BossOrder, PartyError> => saidOf(orderId, told);

/** Returns BOSS's reason for a rejection, if it gave one. */
export function rejectReason(error: PartyError): string | null {
  if (error.kind !== 'problem') return null;
  if (error.reason !== undefined) return error.reason;
  return error.code === 'hold.none' ? 'hold.lapsed' : null;
}

/** A code of BOSS that we do not know is no decision: it counts as no answer. */
export function bossRefusal(parts: TspParts, error: PartyError): Reply {
  const reason = rejectReason(error);
  if (reason !== null) {
    const told = error.kind === 'problem' && reason === 'arrears.first' ? error.arrears : undefined;
    return refuse(parts, 'boss.rejected', { reason, ...soundArrears(told) });
  }
  if (error.kind === 'problem' && error.code === 'service.unknown') {
    return refuse(parts, 'service.not_found');
  }
  return refuse(parts, 'boss.unavailable');
}
