/** Tests elsewhere that run a cell: those that are not played, and those that say more than the play does. */
import type { CellId } from './matrix.ts';

export interface NamedTest {
  readonly file: string;
  /** The title as it is written, with the placeholders of a table. */
  readonly title: string;
}

const named = (file: string, ...titles: readonly string[]): readonly NamedTest[] =>
  titles.map((title) => ({ file, title }));

const payment = 'e2e/virtual/virtualPayment.test.ts';
const ladder = 'e2e/virtual/virtualLadder.test.ts';
const answers = 'e2e/virtual/changedAnswers.test.ts';
const day = 'e2e/fullDay/fullDay.test.ts';
const activation = 'mocks/operator/boss/orders/activation.test.ts';
const attempts = 'mocks/operator/tsp/attempts';

export const namedTests: Partial<Readonly<Record<CellId, readonly NamedTest[]>>> = {
  'F1 S9': named(payment, '%s asks for the same card, and finds: debited %s'),
  'F5 S10': named(
    payment,
    'when a report never arrives, the subscriber may leave, and the card’s answer is kept',
  ),
  'F8 S10': named(`${attempts}/report.test.ts`, 'a second report of a debit is the same debit'),
  'F9 S12': named(
    `${attempts}/restart.test.ts`,
    'a restart between payment and activation activates, once',
  ),
  'F11 S1': named(payment, '%s keeps the portal out of service'),
  'F11 S15': named(
    day,
    'the first settlement finds every difference in its class, and no other',
    'people close the open cases, two people each; then all books agree',
  ),
  'F13 S10': named(`${attempts}/report.test.ts`, 'an HSM that hangs counts as down'),
  'F14 S10': named(
    `${attempts}/mac2Tries.test.ts`,
    'the HSM is asked about five wrong MAC2s; then there is a case, the box is on watch, and a sixth is not looked at',
  ),
  'F14 S15': named(
    day,
    'the first settlement finds every difference in its class, and no other',
    'people close the open cases, two people each; then all books agree',
  ),
  'F18 S8': named(
    ladder,
    'another box began it: this one brings the proof of the card, is told nothing, and goes on by itself',
  ),
  'F19 S12': named(
    activation,
    '%i fen are not the price',
    'what was held for one item is not opened for another',
  ),
  'F19 S13': named(answers, 'an honest TSP: paid once, nothing does not fit'),
  'F19 S14': named(
    'mocks/operator/ppp/batches.test.ts',
    'another batch under the same id is a conflict',
  ),
  'F19 S15': named(
    'mocks/operator/settlement/openFile.test.ts',
    'an .ok that differs from the T line is refused',
    'a complete file whose .ok was made for another file is refused',
  ),
};
