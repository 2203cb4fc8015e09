/**
 * Finds card numbers in the texts that people write. Such texts are kept and shown forever, so a card number must not
 * be in them.
 */

import type { Refusal } from '../../../contract/contractServer.ts';
import type { OpsProblem } from './opsTypes.ts';
import { refuse } from './refuse.ts';

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

/**
 * Finds bank cards of UnionPay (62…, 16 to 19 digits with their check digit), and the 20 digits of a purse's serial
 * number. Receipt numbers begin with a year and pass. The reference of a transfer may look like a card and has to be
 * shortened.
 */
export function namesCard(text: string | undefined): boolean {
  const runs = (text ?? '').match(/\d(?:[ -]?\d){15,}/g) ?? [];
  return runs
    .map((run) => run.replace(/\D/g, ''))
    .some((digits) => digits.length === 20 || (/^62\d{14,17}$/.test(digits) && passesLuhn(digits)));
}

namesCard.refusal = (field: string): Refusal<OpsProblem> =>
  refuse('request.invalid', `${field}: holds a card number; write its last four digits`, { field });
