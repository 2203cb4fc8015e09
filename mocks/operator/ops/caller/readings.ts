/**
 * What a caller may have meant, from what was typed while the caller spoke. One text often has several meanings: eight digits end a
 * smart card as well as a box. Pure.
 */
import type { Fen } from '../../../../src/shared/money.ts';
import { folded, plain } from '../../../../src/shared/spoken.ts';

export type Reading =
  /** `7K3-0D42`: of an order or a fault. */
  | { readonly kind: 'code'; readonly ref: string }
  /** `20261123 00004711` */
  | { readonly kind: 'receipt'; readonly receiptNo: string }
  /** Of an order or an attempt. */
  | { readonly kind: 'order'; readonly ulid: string }
  /** `C20261123-0007` */
  | { readonly kind: 'case'; readonly caseNo: string }
  /** The last four digits of a bank card; with an amount, its payments of that amount. */
  | { readonly kind: 'card'; readonly tail: string; readonly amountFen?: Fen }
  /** The end of a smart card, telephone, subscriber or box number, folded; `spellings` are whole ids it may be. */
  | { readonly kind: 'tail'; readonly tail: string; readonly spellings: readonly string[] }
  | { readonly kind: 'name'; readonly name: string };

const CODE = 7;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const RECEIPT = /^(20\d{6})(\d{8})$/;
const CASE = /^C(20\d{6})(\d{1,9})$/;
const LEAST_TAIL = 4;
const LONGEST_ID = 40;
/** Han letters; those of names beyond the first plane come in pairs. */
const HAN = /[\u3400-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;
const LATIN_NAME = /^[A-Z][A-Z .'’-]{2,}$/;

/** Words that people say around an amount or a tail. */
const AROUND = /尾号|金额|人民币|RMB|CNY|[¥￥元块圆]/gu;

/** Digits in a spoken part, with O, I and L read as digits; `null` when letters are left. */
const digitsOf = (part: string): string | null => {
  const digits = folded(part);
  return /^\d+$/.test(digits) ? digits : null;
};

/** `26`, `26.0`, `1,234.50` in fen; `null` for anything else, or beyond what one payment may have. */
function amountOf(part: string): Fen | null {
  const found = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(
    part.replace(/[OIL]/g, folded).replace(/,(?=\d{3}(\D|$))/g, ''),
  );
  if (!found) return null;
  const fen = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return fen > 0 ? fen : null;
}

/** `6217 26.00`, `26.00 6217`, `尾号6217 26 元`: four digits of a card, and an amount. */
function cardAndAmount(text: string): Reading[] {
  const parts = text
    .replace(AROUND, ' ')
    .trim()
    .split(/[\s、;:/]+/);
  if (parts.length !== 2) return [];
  const [first, second] = parts as [string, string];
  const read = (card: string, amount: string): Reading[] => {
    const tail = digitsOf(card);
    const amountFen = amountOf(amount);
    return tail?.length === 4 && !card.includes('.') && amountFen !== null
      ? [{ kind: 'card', tail, amountFen }]
      : [];
  };
  const asSaid = read(first, second);
  return asSaid.length > 0 ? asSaid : read(second, first);
}

/** Ids are kept as they were written; these are the ways in which one may have been. */
function spellingsOf(text: string): string[] {
  const joined = text.replace(/\s+/g, '');
  const isId = (id: string) => /^[A-Za-z0-9_-]+$/.test(id) && id.length <= LONGEST_ID;
  return [...new Set([joined, joined.toUpperCase(), joined.toLowerCase()])].filter(isId);
}

function numbersIn(text: string): Reading[] {
  const word = folded(text);
  const readings: Reading[] = [];
  if (word.length === CODE) {
    readings.push({ kind: 'code', ref: `${word.slice(0, 3)}-${word.slice(3)}` });
  }
  const receipt = RECEIPT.exec(word);
  if (receipt) readings.push({ kind: 'receipt', receiptNo: `${receipt[1]} ${receipt[2]}` });
  if (ULID.test(word)) readings.push({ kind: 'order', ulid: word });
  const found = CASE.exec(word);
  if (found) {
    // People leave out the zeros before it.
    const number = String(Number(found[2])).padStart(4, '0');
    readings.push({ kind: 'case', caseNo: `C${found[1]}-${number}` });
  }
  if (/^\d{4}$/.test(word)) readings.push({ kind: 'card', tail: word });
  if (word.length >= LEAST_TAIL && word.length <= LONGEST_ID && /\d/.test(plain(text))) {
    readings.push({ kind: 'tail', tail: word, spellings: spellingsOf(text.normalize('NFKC')) });
  }
  return readings;
}

export function readingsOf(typed: string): readonly Reading[] {
  // An input method for Chinese types its own full stop and comma.
  const text = plain(typed.replace(/，/g, ' ').replace(/。/g, '.'))
    .replace(/,(?!\d{3}(\D|$))/g, ' ')
    .trim();
  if (HAN.test(text.replace(AROUND, ''))) return [{ kind: 'name', name: text.replace(/\s+/g, '') }];
  const numbers = [...cardAndAmount(text), ...numbersIn(typed.replace(AROUND, ' '))];
  const isName = LATIN_NAME.test(text);
  return isName ? [...numbers, { kind: 'name', name: text }] : numbers;
}
