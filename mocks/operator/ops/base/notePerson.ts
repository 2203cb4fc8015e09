/** Notes in the platform's audit chain what people did at the console itself. */
import type { Transaction } from '../../../store/store.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import { append } from '../../tsp/books/journals/hashChain.ts';
import type { OpsParts } from './opsTypes.ts';

type PersonEvent =
  | 'person.signedIn'
  | 'person.signedOut'
  | 'person.refused'
  | 'person.locked'
  | 'subscriber.found'
  | 'subscriber.looked'
  | 'day.settle';

/** Writes in the caller's transaction, so that action and note are saved together or not at all. */
export async function notePerson(
  { environment }: Pick<OpsParts, 'environment'>,
  tx: Transaction,
  who: string,
  what: PersonEvent,
  note?: string,
): Promise<void> {
  await append<AuditEvent>(tx, environment.crypto, 'audit', {
    at: environment.clock.now(),
    who,
    what,
    ...(note === undefined ? {} : { note }),
  });
}
