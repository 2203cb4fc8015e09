/** The works that no first screen needs: looking into what was left open, and all work from the price to the result. */
import type { ConversationHolder } from '../conversation.ts';
import type { PaymentParts, Works } from '../paymentParts.ts';
import { authoriseWork } from './authorise.ts';
import { watchWork } from './background.ts';
import { confirmWork, orderWork, quoteWork } from './buy.ts';
import { cardCheckWork, prepareWork } from './checkCard.ts';
import { debitWork } from './debit.ts';
import { recoverWork } from './recover.ts';
import { finishWork, reportWork, resultWork } from './report.ts';
import { resolveWork } from './resolve.ts';
import { serviceWork } from './unfinishedFirst.ts';
import { insertSameCardWork, waitCardWork } from './waitForCard.ts';

export function lateWorks(parts: PaymentParts): Works {
  const holder: ConversationHolder = { current: null };
  return {
    recovering: recoverWork(parts),
    home: watchWork(parts),
    service: serviceWork(parts),
    quoting: quoteWork(parts),
    confirm: confirmWork(parts),
    ordering: orderWork(parts),
    waitCard: waitCardWork(parts),
    cardCheck: cardCheckWork(parts, holder),
    prepare: prepareWork(parts, holder),
    authorising: authoriseWork(parts, holder),
    debiting: debitWork(parts, holder),
    reporting: reportWork(parts),
    finishing: finishWork(parts),
    result: resultWork(parts),
    insertSameCard: insertSameCardWork(parts),
    resolving: resolveWork(parts),
  };
}
