import type { Doubt } from '../../payment/steps.ts';
import type { Row } from '../../ui/Rows.tsx';
import { maskedCard } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import type { Head } from '../ServiceHead.tsx';

export function doubtRows(doubt: Doubt, state: string): Row[] {
  const { row } = words.value;
  return [
    { label: row.formerCard, value: maskedCard(doubt.cardTail) },
    { label: row.state, value: state, tone: 'warn' },
  ];
}

/** What the panel says above them, where it is known. */
export const doubtHead = ({ serviceId, title }: Doubt): Head | undefined =>
  title && { serviceId, title: say(title) };
