/** Who changed what, when and why, for ever: an append-only hash chain. Never a card number, MAC or key. */
import { append, type Chained, readChain } from './hashChain.ts';
import type { TspParts } from './ports.ts';
import type { Unit } from './unit.ts';

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

export const audit = (unit: Unit, event: Omit<AuditEvent, 'at' | 'who'>): Promise<void> =>
  append<AuditEvent>(unit.tx, unit.parts.environment.crypto, 'audit', {
    at: unit.now,
    who: unit.who,
    ...event,
  });

export const readAudit = (parts: Pick<TspParts, 'store'>): Promise<Chained<AuditEvent>[]> =>
  parts.store.transaction((tx) => readChain<AuditEvent>(tx, 'audit'));
