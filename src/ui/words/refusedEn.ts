import type { RefusedWords } from './refusedZhCN.ts';

export const refusedEn: RefusedWords = {
  money: {
    untouched: 'Nothing was charged this time.',
    unknown: 'It is not known yet whether the card was charged. Do not pay again.',
    taken: 'The money has been paid. Do not pay again.',
  },
  title: { unknown: 'The result is being checked', taken: 'This has been paid' },
  unsettled: {
    unknown: 'Look into the payment history a little later, or call the hotline.',
    taken: 'Look into the payment history, or call the hotline.',
  },
  back: 'Back',
  retry: {
    again: 'Try now',
    otherCard: 'Use another card',
    showCard: 'See how to insert',
    insertAgain: 'Insert again',
    quoteAgain: 'New quote',
    chooseAgain: 'Choose again',
    payAgain: 'Pay again',
    goOn: 'Go on paying',
    history: 'Payment history',
    payArrears: 'Pay overdue {amount}',
    fewer: 'Pay {months} · {amount}',
    resumeWish: 'Go on',
    later: 'Try later',
    home: 'Home',
    leave: 'Home',
  },
  failure: {
    'order-rejected': {
      title: 'Not possible right now',
      act: 'Try again later, or call the hotline.',
    },
    'quote-expired': {
      title: 'The quote has expired',
      act: 'Press OK for a new quote and confirm it again.',
    },
    'quote-changed': {
      title: 'The price has changed',
      act: 'Press OK for a new quote and check the amount.',
    },
    'already-paying': {
      title: 'A payment is under way',
      act: 'Another box, or an earlier payment, is not finished. Look again later.',
    },
    'already-paid': {
      title: 'Already paid',
      act: 'It may still be opening: the history says. No need to pay again.',
    },
    'card-not-accepted': {
      title: 'This card is not accepted',
      act: 'Please use a bank IC card with an electronic purse.',
    },
    'balance-too-small': {
      title: 'Not enough on the card',
      act: 'Use another card, or load this one first.',
    },
    'card-blocked': {
      title: 'This card is blocked',
      act: 'Use another card, or call the hotline.',
    },
    'card-expired': {
      title: 'This card has expired',
      act: 'Use another card and ask the bank about this one.',
    },
    'card-unfinished': {
      title: 'An earlier payment comes first',
      act: 'Put the card into the box where it was begun, or call the hotline.',
    },
    'card-unreadable': {
      title: 'The card cannot be read',
      act: 'Wipe the chip and insert the card again, chip facing up.',
    },
    'card-removed': {
      title: 'The card was removed',
      act: 'Insert it again and leave it in until the payment is done.',
    },
    'reader-lost': {
      title: 'The reader was unplugged',
      act: 'Plug the reader in, then press OK.',
    },
    'reader-held': {
      title: 'The card reader is in use',
      act: 'Another program on this box has it. Wait a moment, then press OK.',
    },
    'card-wait-over': {
      title: 'No card could be read in time',
      act: 'When you have your card, press OK to go on.',
    },
    'platform-busy': {
      title: 'The system is busy',
      act: 'Please wait a little, then press OK.',
    },
    'card-refused-debit': {
      title: 'The card refused',
      act: 'Use another card, or call the hotline.',
    },
    'not-charged': {
      title: 'Checked: not charged',
      act: 'You can safely pay again.',
    },
    cancelled: { title: 'Payment cancelled', act: 'You can choose again at any time.' },
    'boss-down': {
      title: 'The operator cannot be reached',
      act: 'Try again later, or call the hotline.',
    },
    paused: { title: 'Payments are paused', act: 'Try again later, or call the hotline.' },
    offline: { title: 'No network', act: 'Check the cable, or try again later.' },
    'box-silent': {
      title: 'The box does not answer',
      act: 'Please try again later, or call the hotline.',
    },
    'box-refused': {
      title: 'This box cannot pay',
      act: 'Please call the hotline to have it checked, or pay at the service centre.',
    },
    'portal-outdated': {
      title: 'An update is needed',
      act: 'Switch the box off and on again, then come back.',
    },
    internal: {
      title: 'Something went wrong',
      act: 'Try again later, or call the hotline with the reference.',
    },
  },
  reason: {
    'period.overlaps': {
      title: 'Already paid for this time',
      act: 'This period overlaps one already paid. There is no need to pay again: see the history.',
    },
    'period.not_allowed': {
      title: 'Not for this period',
      act: 'This period is not offered for the service. Choose another period.',
    },
    'service.stopped': {
      title: 'Cannot be paid on television',
      act: 'This service is stopped. The service centre can restore it, or call the hotline.',
    },
    'area.not_covered': {
      title: 'Cannot be paid on television',
      act: 'This service is not offered in your area yet. The hotline knows more.',
    },
    'arrears.first': {
      title: 'Overdue bills come first',
      act: 'Please pay what is overdue first, at the service centre, or call the hotline.',
    },
    'arrears.none': { title: 'Nothing is overdue', act: 'The bills are paid. You can go on.' },
    'arrears.changed': {
      title: 'The bills have changed',
      act: 'Press OK to see the new amount.',
    },
    'account.closed': {
      title: 'Cannot be paid on television',
      act: 'Your account is closed. Please visit the service centre, or call the hotline.',
    },
    'hold.lapsed': {
      title: 'The time is over',
      act: 'Press OK for a new quote and confirm it again.',
    },
    'price.changed': {
      title: 'The price has changed',
      act: 'Press OK for a new quote and check the amount.',
    },
  },
  arrears: 'Overdue since {since}: {amount}, to be paid in one sum. You may pay just this.',
  covered: 'The card covers {months}: pay for these, or use another card.',
};
