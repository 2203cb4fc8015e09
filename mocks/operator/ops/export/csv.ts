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
  /** What stands above the headings, such as the filters of the list. */
  readonly above?: readonly string[];
  readonly headings: readonly string[];
  /** `cut`: the rest is not read. */
  readonly rows: AsyncIterable<readonly (string | number | undefined)[] | 'cut'>;
  /** The limit of rows. After it comes the line `cut`, and the rest is not read. */
  readonly most: number;
  readonly cut: string;
}

export async function csvFile(parts: CsvParts): Promise<string> {
  const { above = [], headings, rows, most, cut } = parts;
  const head = [...above.map((text) => csvLine([text])), csvLine(headings)];
  const lines = [...head];
  for await (const cells of rows) {
    if (cells === 'cut' || lines.length >= most + head.length) {
      lines.push(csvLine([cut]));
      break;
    }
    lines.push(csvLine(cells.map((value) => String(value ?? ''))));
  }
  return BYTE_ORDER_MARK + lines.join('');
}
