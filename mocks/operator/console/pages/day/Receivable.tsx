import { Notice } from '../../parts/Notice.tsx';
import { count, counted, yuan } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { Day } from '../../state/opsTypes.ts';

/** What is owed though its differences are closed; `null`: nothing. */
export const owedWords = ({ receivable }: Pick<Day, 'receivable'>): string | null =>
  !receivable?.count
    ? null
    : say(
        `${count(receivable.count)} 笔共 ${yuan(receivable.totalFen)} 已按“已说明”结案，银联没有付，也没有核销：账上仍是应收款，无人跟进。`,
        `${counted(receivable.count, 'payment')}, ${yuan(receivable.totalFen)}, closed as explained: UnionPay has not paid, and nothing is written off. The books still have it as a receivable, and nobody works on it.`,
      );

export function Receivable({ day }: { readonly day: Day }) {
  const words = owedWords(day);
  return words === null ? null : <Notice tone="warn">{words}</Notice>;
}
