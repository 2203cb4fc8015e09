/** Money is an integer number of fen (1/100 yuan), everywhere. */
export type Fen = number;

/** The largest amount one payment may have: 99 999.99 yuan. */
export const MAX_FEN: Fen = 9_999_999;

export const isFen = (value: unknown): value is Fen =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** `28600` → `286.00`; `-2600` → `-26.00`. No Intl: embedded browsers lack its data. @throws RangeError on a fraction of a fen. */
export function formatYuan(fen: Fen): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of fen: ${fen}`);
  const digits = String(Math.abs(fen));
  const padded = digits.length < 3 ? `00${digits}`.slice(-3) : digits;
  return `${fen < 0 ? '-' : ''}${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

/** `2600` → `26`, `2650` → `26.50`: for prices per month. */
export const formatYuanShort = (fen: Fen): string => formatYuan(fen).replace(/\.00$/, '');
