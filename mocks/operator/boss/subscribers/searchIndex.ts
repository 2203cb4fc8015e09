/** The rows that a search for people reads: parts of names, and the ends of their numbers. */
import { folded, plain } from '../../../../src/shared/spoken.ts';
import { PIECE, pageThroughAs } from '../../../store/rowList.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import {
  allBoxes,
  allSubscribers,
  isSearchable,
  noteSearchable,
  putBoxOf,
  putNamePart,
  putNumber,
} from '../base/bossStore.ts';
import type { BoxRecord, SubscriberRecord } from '../base/bossTypes.ts';

/** A name without blanks and points: `Anna  Lee` and `annalee` are one. */
export const nameLetters = (name: string): string => plain(name).replace(/[\s·.'’-]/g, '');

export function indexSubscriber(tx: Transaction, subscriber: SubscriberRecord): void {
  const { subscriberId, name, account, telephone } = subscriber;
  const letters = [...nameLetters(name)];
  letters.forEach((_, from) => {
    putNamePart(tx, letters.slice(from).join(''), { by: 'name', subscriberId });
  });
  putNumber(tx, folded(subscriberId), { by: 'subscriber', subscriberId });
  putNumber(tx, folded(account), { by: 'smartCard', subscriberId });
  if (telephone !== undefined) {
    putNumber(tx, folded(telephone), { by: 'telephone', subscriberId });
  }
}

export function indexBox(tx: Transaction, box: BoxRecord): void {
  const { stbId, subscriberId } = box;
  putBoxOf(tx, box);
  putNumber(tx, folded(stbId), { by: 'box', subscriberId, stbId });
}

/** Indexes what a store of an older version holds, once and in pieces; a run that is cut does it again. */
export async function makeSearchable(store: Store): Promise<void> {
  if (await store.transaction(isSearchable)) return;
  const indexed =
    <T>(index: (tx: Transaction, record: T) => void) =>
    async (tx: Transaction, { value }: { readonly value: T }): Promise<undefined> => {
      index(tx, value);
    };
  const piece = { piece: PIECE };
  for await (const _ of pageThroughAs(store, allSubscribers, indexed(indexSubscriber), piece));
  for await (const _ of pageThroughAs(store, allBoxes, indexed(indexBox), piece));
  await store.transaction(async (tx) => noteSearchable(tx));
}
