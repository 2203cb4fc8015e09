import type { RenewalWords } from './renewalZhCN.ts';

export const renewalEn: RenewalWords = {
  title: 'Cancel the monthly renewal',
  next: '{date}, {amount} by account',
  none: 'None; ends on {date}',
  until: 'Renews {day}',
  note: 'Renewed monthly from your account; the card pays the chosen period only.',
  now: '{amount} a month from your account, next on {date}. ',
  explain: 'Cancelled, it stays on until {validTo} and costs nothing more.',
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
