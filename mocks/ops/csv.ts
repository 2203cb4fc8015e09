/** CSV by RFC 4180, for spreadsheets: with a byte order mark, and no cell that one would compute. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Also as Chinese keyboards write them: spreadsheets take both. */
const FORMULA = /^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;

/** A leading apostrophe makes it text; it is shown by none of them. */
function cell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;
