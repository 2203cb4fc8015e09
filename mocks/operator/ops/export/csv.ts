/** CSV by RFC 4180, for spreadsheets: with a byte order mark, and without cells that a spreadsheet would compute. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The full-width signs of Chinese keyboards too: spreadsheets accept both. A negative amount is a number, and is added up. */
const FORMULA = /^(?!-\d+(\.\d+)?$)[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;

/** A leading apostrophe makes a cell text; some spreadsheets show it. */
function cell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

interface CsvParts {
  readonly headings: readonly string[];
  readonly rows: AsyncIterable<readonly (string | number | undefined)[]>;
  /** The limit of rows. After it comes the line `cut`, and the rest is not read. */
  readonly most: number;
  readonly cut: string;
}

export async function csvFile({ headings, rows, most, cut }: CsvParts): Promise<string> {
  const lines = [csvLine(headings)];
  for await (const cells of rows) {
    if (lines.length > most) {
      lines.push(csvLine([cut]));
      break;
    }
    lines.push(csvLine(cells.map((value) => String(value ?? ''))));
  }
  return BYTE_ORDER_MARK + lines.join('');
}
