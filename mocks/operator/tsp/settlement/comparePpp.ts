/** The PPP's day against the platform's own, by order and terminal number: a sort-merge of two streams. */
import type { PppFinding } from '../../settlement/classify.ts';
import { compareSorted } from '../../settlement/compareSorted.ts';
import type { SettledRow } from '../../settlement/settlementTypes.ts';
import type { TspParts } from '../base/ports.ts';
import { issued } from '../books/rows.ts';
import { type DayDebit, dayDebits } from './ownDay.ts';

const ownKey = ({ attempt }: DayDebit): string => {
  const { terminalNo, mac1 } = issued(attempt);
  return `${attempt.orderId}/${terminalNo}/${mac1.terminalSequence}`;
};

const theirKey = ({ orderId, terminalNo, terminalSequence }: SettledRow): string =>
  `${orderId}/${terminalNo}/${terminalSequence}`;

/** The store sorts an order's debits by attempt; there are seldom two. */
async function* byTerminal(debits: AsyncIterable<DayDebit>): AsyncGenerator<DayDebit> {
  let group: DayDebit[] = [];
  const sorted = () => group.sort((a, b) => (ownKey(a) < ownKey(b) ? -1 : 1));
  for await (const debit of debits) {
    if (group[0] && group[0].order.orderId !== debit.order.orderId) {
      yield* sorted();
      group = [];
    }
    group.push(debit);
  }
  yield* sorted();
}

/** With our own attempt, where one is meant. */
export type KeptPppFinding = PppFinding & { readonly attemptId?: string };

export interface Compared {
  readonly finding: KeptPppFinding;
  /** Of a row that matches nothing: to look for it elsewhere. */
  readonly row?: SettledRow;
}

export async function* comparePpp(
  parts: TspParts,
  date: string,
  rows: AsyncIterable<SettledRow>,
): AsyncGenerator<Compared> {
  const pairs = compareSorted(byTerminal(dayDebits(parts, date)), rows, {
    leftKey: ownKey,
    rightKey: theirKey,
  });
  let matched = '';
  for await (const { key, left, right } of pairs) {
    const [orderId, terminalNo, terminalSequence] = key.split('/') as [string, string, string];
    const attempt = left ? { attemptId: left.attempt.attemptId } : {};
    const about = { orderId, terminalNo, terminalSequence, ...attempt };
    const tspFen = left?.attempt.amountFen ?? null;
    const pppFen = right?.amountFen ?? null;
    if (left && right) {
      matched = key;
      if (tspFen !== pppFen) yield { finding: { view: 'AMOUNT_DIFF', ...about, tspFen, pppFen } };
    } else if (left) {
      yield { finding: { view: 'MISSING_AT_PPP', ...about, tspFen, pppFen } };
    } else if (right) {
      const view = key === matched ? 'SECOND' : 'UNMATCHED';
      yield { finding: { view, ...about, tspFen, pppFen }, row: right };
    }
  }
}
