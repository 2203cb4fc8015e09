import { expect, test } from 'vitest';
import { powerError, transmitError } from './pcscFailure.ts';

test.each([
  ['RemovedCard', 'linux', 'REMOVED_CARD', 'not-sent'],
  ['RemovedCard', 'win32', 'REMOVED_CARD', 'unknown'],
  ['ResetCard', 'linux', 'RESET_CARD', 'not-sent'],
  ['SharingViolation', 'win32', 'SHARING_VIOLATION', 'not-sent'],
  ['InvalidHandle', 'linux', 'RESET_CARD', 'not-sent'],
  // pcsc-lite reports this before a command, and its drivers report it during one.
  ['NoSmartCard', 'linux', 'NO_SMARTCARD', 'unknown'],
  ['NotTransacted', 'linux', 'NOT_TRANSACTED', 'unknown'],
  ['ReaderUnavailable', 'linux', 'READER_UNAVAILABLE', 'unknown'],
  ['CommError', 'linux', 'COMM_ERROR', 'unknown'],
  ['NoService', 'linux', 'NO_SERVICE', 'unknown'],
  ['InsufficientBuffer', 'linux', 'COMM_ERROR', 'unknown'],
])('a command that fails with %s on %s is %s, %s', (code, platform, name, outcome) => {
  expect(transmitError({ code }, platform)).toMatchObject({ code: name, outcome, detail: code });
});

test.each([[undefined], [null], ['text'], [new Error('a bug')]])(
  'after %s the command may have run',
  (cause) => {
    expect(transmitError(cause, 'linux')).toMatchObject({ code: 'COMM_ERROR', outcome: 'unknown' });
  },
);

test('powering a card runs no command', () => {
  expect(powerError({ code: 'UnresponsiveCard' })).toMatchObject({
    code: 'UNRESPONSIVE_CARD',
    outcome: 'not-sent',
  });
});
