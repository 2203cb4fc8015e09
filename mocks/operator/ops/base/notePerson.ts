/** What people did at the console's door, in the platform's audit chain. */
import type { Transaction } from '../../../store/store.ts';
import type { AuditEvent } from '../../tsp/books/audit.ts';
import { append } from '../../tsp/books/hashChain.ts';
import type { OpsParts } from './opsTypes.ts';

type PersonEvent =
  | 'person.signedIn'
  | 'person.signedOut'
  | 'person.refused'
  | 'person.locked'
  | 'day.settle';

/** In the caller's transaction: no deed without its note, no note without its deed. */
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
