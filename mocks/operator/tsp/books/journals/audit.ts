/** The audit: who changed what, when and why; an append-only hash chain. It never has a card number, MAC or key. */

import type { TspParts } from '../../base/ports.ts';
import type { UnitOfWork } from '../../base/unitOfWork.ts';
import { type Chained, markChained } from '../store/historyStore.ts';
import { append, readChain } from './hashChain.ts';

export interface AuditEvent {
  readonly at: number;
  readonly who: string;
  readonly what: string;
  readonly orderId?: string;
  readonly attemptId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly note?: string;
}

/** Adds an entry, indexed by its order. */
export async function audit(
  unit: UnitOfWork,
  event: Omit<AuditEvent, 'at' | 'who'>,
): Promise<void> {
  const { tx, now, who } = unit;
  const entry: AuditEvent = { at: now, who, ...event };
  const number = await append(tx, unit.parts.environment.crypto, 'audit', entry);
  if (event.orderId !== undefined) markChained(tx, 'audit', event.orderId, number);
}

export const readAudit = (parts: Pick<TspParts, 'store'>): Promise<Chained<AuditEvent>[]> =>
  parts.store.transaction((tx) => readChain<AuditEvent>(tx, 'audit'));
