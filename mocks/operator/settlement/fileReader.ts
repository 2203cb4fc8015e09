/**
 * Checks a file line by line: the head, the rows in their order, a trailer that agrees with them, and nothing after it.
 */
import { fault } from './fault.ts';
import { type FileNameParts, parseFileName } from './fileNames.ts';
import type { Hash } from './hash.ts';
import type { Layout } from './layouts.ts';
import { type Decoded, parseHead, parseRow, parseTrailer, type Trailer } from './lines.ts';
import type { FileFault, FileHead } from './settlementTypes.ts';
import { LONGEST_LINE } from './textLines.ts';

interface FileReader<Row> {
  /** The row of this line, if it is a row. After the first fault nothing more is read. */
  take(line: Uint8Array): Row | null;
  /** To be called once, after the last line. */
  end(): { readonly head: FileHead; readonly trailer: Trailer } | FileFault;
}

const LF = 10;

/** Checks that the head has the sender and the date of the file name. */
function headFault(head: FileHead, name: string): FileFault | null {
  const parts = parseFileName(name) as FileNameParts;
  for (const field of ['sender', 'date', 'batchNo'] as const) {
    const expected = parts[field];
    if (expected !== undefined && head[field] !== expected)
      return fault('foreign', name, `the name says ${expected}; ask the sender which is right`, {
        line: 1,
        field,
        value: head[field],
      });
  }
  return null;
}

/** `name`: a valid name of a settlement file. */
export function fileReader<Row>(layout: Layout<Row>, name: string, hash: Hash): FileReader<Row> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const { amountOf, headSumsUp } = layout;
  const upToTrailer = hash();
  let number = 0;
  let rows = 0;
  let totalFen = 0;
  let head: FileHead | null = null;
  let trailer: Trailer | null = null;
  let wrong: FileFault | null = null;

  const at = () => ({ file: name, line: number });
  const corrupt = (message: string): FileFault => fault('corrupt', name, message, { line: number });

  function text(line: Uint8Array): string | FileFault {
    if (line[line.length - 1] !== LF)
      return line.length > LONGEST_LINE
        ? corrupt(`longer than ${LONGEST_LINE} bytes; lines end with LF`)
        : fault('truncated', name, 'ends in the middle; send the file again', { line: number });
    try {
      return decoder.decode(line.subarray(0, line.length - 1));
    } catch {
      return corrupt('not UTF-8; send the file again as UTF-8');
    }
  }

  function readHead(cells: readonly string[]): FileFault | null {
    if (cells[0] !== 'H') return corrupt('a file begins with its H line');
    const decoded = parseHead(cells, at());
    if (!('row' in decoded)) return decoded;
    head = decoded.row;
    return headFault(head, name);
  }

  function readTrailer(cells: readonly string[]): FileFault | null {
    const decoded = parseTrailer(cells, at());
    if (!('row' in decoded)) return decoded;
    trailer = decoded.row;
    const isSame = upToTrailer.digest() === trailer.sha256;
    return isSame ? null : corrupt('the lines before do not have the sha256 it names; send again');
  }

  function readRow(cells: readonly string[]): Decoded<Row> {
    if (cells[0] !== 'D') return corrupt('neither a D line nor the T line');
    const decoded = parseRow(layout, cells, rows + 1, name);
    if (!('row' in decoded)) return decoded;
    rows += 1;
    if (amountOf) totalFen += amountOf(decoded.row);
    return decoded;
  }

  function sumsFault(): FileFault | null {
    const sums: [string, number, number][] = [
      ['count of the T line', trailer!.count, rows],
      ['total of the T line', trailer!.totalFen, amountOf ? totalFen : head!.totalFen],
    ];
    if (headSumsUp === 'rows') {
      sums.push(['count of the head', head!.count, rows]);
      if (amountOf) sums.push(['total of the head', head!.totalFen, totalFen]);
    }
    const wrongSum = sums.find(([, said, found]) => said !== found);
    if (!wrongSum) return null;
    const [field, said, found] = wrongSum;
    return fault('totals', name, `the file says ${said}, its rows make ${found}; send it again`, {
      field,
    });
  }

  return {
    take(line) {
      if (wrong) return null;
      number += 1;
      const read = text(line);
      if (typeof read !== 'string') {
        wrong = read;
        return null;
      }
      const cells = read.split('|');
      if (trailer) wrong = corrupt('there is something after the T line');
      else if (cells[0] === 'T' && head) wrong = readTrailer(cells);
      else {
        upToTrailer.update(line);
        if (!head) wrong = readHead(cells);
        else {
          const decoded = readRow(cells);
          if ('row' in decoded) return decoded.row;
          wrong = decoded;
        }
      }
      return null;
    },
    end() {
      if (wrong) return wrong;
      if (!head || !trailer)
        return fault('truncated', name, 'has no T line at its end; send it again');
      return sumsFault() ?? { head, trailer };
    },
  };
}
