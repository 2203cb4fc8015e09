/** The sentences of a refusal. The money decides: only `untouched` may say that nothing was charged. */
import type { Failure, FailureKind } from '../../payment/failure.ts';
import type { RefusedWords } from '../../ui/words/refusedZhCN.ts';

interface RefusedSentences {
  readonly title: string;
  readonly act: string;
  readonly money: string;
  /** Label of the button that sends `retried`; `null` where trying again is of no use. */
  readonly retry: string | null;
}

type Retry = keyof RefusedWords['retry'];

const RETRY: Readonly<Record<FailureKind, Retry | null>> = {
  'order-rejected': 'chooseAgain',
  'quote-expired': 'quoteAgain',
  'quote-changed': 'quoteAgain',
  'already-paying': 'again',
  'already-paid': 'history',
  'card-not-accepted': 'otherCard',
  'balance-too-small': 'otherCard',
  'card-blocked': 'otherCard',
  'card-expired': 'otherCard',
  'card-unfinished': 'otherCard',
  'card-unreadable': 'insertAgain',
  'card-removed': 'insertAgain',
  'reader-lost': 'again',
  'reader-held': 'again',
  'card-wait-over': 'goOn',
  'platform-busy': 'again',
  'card-refused-debit': 'again',
  'not-charged': 'payAgain',
  cancelled: 'goOn',
  'boss-down': 'again',
  paused: 'again',
  offline: 'again',
  'box-silent': 'again',
  'box-refused': null,
  'portal-outdated': null,
  internal: 'again',
};

export function refusedWords(
  failure: Pick<Failure, 'kind' | 'money' | 'reason'>,
  canGoOn: boolean,
  words: RefusedWords,
): RefusedSentences {
  const { kind, money, reason } = failure;
  const reasons: Readonly<Record<string, string | undefined>> = words.reason;
  const sentences = words.failure[kind];
  const act =
    (kind === 'order-rejected' && reason !== undefined && reasons[reason]) || sentences.act;
  const retry = RETRY[kind];
  if (money !== 'untouched') {
    return {
      title: kind === 'already-paid' ? sentences.title : words.title[money],
      act: kind === 'already-paid' ? sentences.act : words.unsettled[money],
      money: words.money[money],
      retry: words.retry.history,
    };
  }
  // Without its order the payment begins again at the price.
  const label =
    retry !== null && !canGoOn && FROM_THE_CARD.indexOf(retry) >= 0 ? 'quoteAgain' : retry;
  return {
    title: sentences.title,
    act,
    money: words.money.untouched,
    retry: label === null ? null : words.retry[label],
  };
}

const FROM_THE_CARD: readonly Retry[] = ['otherCard', 'insertAgain', 'goOn'];
