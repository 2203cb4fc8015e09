import type { Doubt } from '../../payment/steps.ts';
import type { Row } from '../../ui/Rows.tsx';
import { maskedCard } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';

export function doubtRows(doubt: Doubt, state: string): Row[] {
  const { row } = words.value;
  const rows: Row[] = [
    { label: row.formerCard, value: maskedCard(doubt.cardTail) },
    { label: row.state, value: state, tone: 'warn' },
  ];
  if (doubt.title !== undefined) rows.unshift({ label: row.service, value: say(doubt.title) });
  return rows;
}
