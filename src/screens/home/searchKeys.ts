/** The keys of the search on the screen, and what they make of the query. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const KEY_COLUMNS = 6;
export const SYMBOLS: readonly string[] = `${LETTERS}0123456789`.split('');
export const DELETE_ID = 'key-delete';
export const CLEAR_ID = 'key-clear';

const PREFIX = 'key-';
export const keyId = (symbol: string): string => PREFIX + symbol;

const MOST_DIGITS = 6;
const MOST_LETTERS = 12;

/** Digits find numbers, letters find titles: a query is one or the other, and the other begins a new one. */
export function typed(query: string, symbol: string): string {
  const isDigit = /\d/.test(symbol);
  const goesOn = query !== '' && /\d/.test(query) === isDigit;
  if (!goesOn) return symbol;
  return query.length < (isDigit ? MOST_DIGITS : MOST_LETTERS) ? query + symbol : query;
}

/** The query after OK on the key with this id; `null` when the id is no key. */
export function afterKey(query: string, id: string): string | null {
  if (id === DELETE_ID) return query.slice(0, -1);
  if (id === CLEAR_ID) return '';
  const symbol = id.slice(PREFIX.length);
  return id === keyId(symbol) && symbol.length === 1 ? typed(query, symbol) : null;
}
