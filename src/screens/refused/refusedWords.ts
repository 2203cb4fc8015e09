/** The sentences of a refusal and its buttons' names. The money decides: only `untouched` may say that nothing was charged. */
import { type Remedy, remedyOf } from '../../payment/remedy.ts';
import type { StepOf } from '../../payment/steps.ts';
import type { Period } from '../../tsp/tspTypes.ts';
import type { Tone } from '../../ui/Pill.tsx';
import { fill } from '../../ui/words/fill.ts';
import { months, shortAmount } from '../../ui/words/format.ts';
import type { RefusedWords } from '../../ui/words/refusedZhCN.ts';

export type Refused = Pick<StepOf<'refused'>, 'failure' | 'choice' | 'payable'>;

interface RefusedSentences {
  readonly title: string;
  readonly act: string;
  readonly money: string;
  /** Label of the button that sends `retried`. */
  readonly retry: string;
  /** Of the sign: blue where the money is being looked after or nothing is wrong, never red. */
  readonly tone: Tone;
}

/** Told to the subscriber as news, not as an alarm. */
const CALM = ['not-charged', 'already-paid', 'cancelled'];
const CALM_REASONS = ['arrears.none', 'period.overlaps'];

const FROM_THE_CARD: readonly Remedy[] = ['otherCard', 'showCard', 'insertAgain', 'goOn'];

function retryLabel(refused: Refused, remedy: Remedy, { retry }: RefusedWords): string {
  const { failure, payable } = refused;
  // Without its order the payment begins again at the price.
  if (payable === null && FROM_THE_CARD.indexOf(remedy) >= 0) return retry.quoteAgain;
  if (remedy !== 'payArrears') return retry[remedy];
  return fill(retry.payArrears, { amount: shortAmount(failure.arrears?.amountFen ?? 0) });
}

/** `covered`: a shorter period that the card can pay. */
export function refusedWords(
  refused: Refused,
  words: RefusedWords,
  covered: Period | null = null,
): RefusedSentences {
  const { kind, money, reason = '', arrears } = refused.failure;
  const sentences = words.failure[kind];
  if (money !== 'untouched') {
    return {
      title: kind === 'already-paid' ? sentences.title : words.title[money],
      act: kind === 'already-paid' ? sentences.act : words.unsettled[money],
      money: words.money[money],
      retry: words.retry.history,
      tone: 'info',
    };
  }
  const remedy = remedyOf(refused);
  const reasons: Readonly<Record<string, { title: string; act: string } | undefined>> =
    words.reason;
  const isReason = kind === 'order-rejected' && Object.keys(reasons).indexOf(reason) >= 0;
  const { title, act } = (isReason && reasons[reason]) || sentences;
  const told =
    covered !== null
      ? fill(words.covered, { months: months(covered.months) })
      : remedy === 'payArrears' && arrears
        ? fill(words.arrears, { since: arrears.since, amount: shortAmount(arrears.amountFen) })
        : act;
  return {
    title,
    act: told,
    money: words.money.untouched,
    retry: retryLabel(refused, remedy, words),
    tone: CALM.indexOf(kind) >= 0 || CALM_REASONS.indexOf(reason) >= 0 ? 'info' : 'warn',
  };
}

/** The button for a shorter period: `改缴 1 个月 · 26 元`. */
export const fewerLabel = (period: Period, { retry }: RefusedWords): string =>
  fill(retry.fewer, {
    months: months(period.months),
    amount: shortAmount(period.amountFen),
  });
