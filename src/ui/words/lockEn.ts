import type { LockWords } from './lockZhCN.ts';

export const lockEn: LockWords = {
  pin: 'Enter the PIN',
  payAct: 'This payment is {amount}; it needs the child lock PIN.',
  ownAct: 'To change the child lock, enter its PIN first.',
  how: 'Use the number keys, or the keys on screen.',
  newPin: 'Choose a PIN',
  newAct: 'Enter 4 to 6 digits that you will remember.',
  again: 'Once more',
  againAct: 'Please enter the same PIN again.',
  erase: 'Delete',
  done: 'Done',
  forgot: 'PIN forgotten',
  checking: 'Checking',
  short: 'A PIN has 4 to 6 digits.',
  wrong: 'Not the right PIN. Tries left: {tries}.',
  differs: 'The two were not the same. Please choose again.',
  notKept: 'The box could not keep it. Please call the hotline.',
  wait: 'Please wait',
  waitAct: 'Too many wrong PINs. Try again when the time is up, or call the hotline.',
  waitLeft: '{time} left',
  reset: 'PIN forgotten',
  resetAct:
    'Call {hotline}, give box {id} and check number {challenge}, and enter the 8 digits you get.',
  resetWrong: 'Not the right code. Please check it and enter it again.',
  limit: 'Ask for the PIN above',
  limitAct: 'Payments up to this amount need no PIN.',
};
