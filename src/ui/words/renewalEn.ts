import type { RenewalWords } from './renewalZhCN.ts';

export const renewalEn: RenewalWords = {
  title: 'Cancel the monthly renewal',
  next: '{date}, {amount} from your account',
  none: 'None; ends on {date}',
  until: 'Renews {day}',
  note: 'Renewed monthly from your account. The card pays the chosen period only; nothing is charged now.',
  now: '{amount} a month is charged to your account, next on {date}.',
  explain: 'Cancel, and nothing more is charged; the service stays on until {validTo}.',
  byPhone: 'This renewal cannot be cancelled on the television. Please call {hotline}.',
  keep: 'Keep it',
  cancel: 'Cancel renewal',
  asking: 'Cancelling the renewal. A moment, please.',
  done: 'The renewal is cancelled; nothing more is charged. The service stays on until {validTo}.',
  unknown:
    'No answer came, so it is not known whether the renewal is cancelled. Trying again does nothing twice.',
  refused: 'The renewal was not cancelled. Please call {hotline}.',
  again: 'Try again',
  close: 'Close',
};
