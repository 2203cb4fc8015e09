/** Faults of files. Their messages say what to do and never contain a card number. */
import type { FileFault } from './settlementTypes.ts';

const LONGEST = 24;

/** Shortens a value. Of a long run of digits, which may be a card number in the wrong column, only the end is shown. */
function shown(value: string): string {
  const masked = value.replace(/[0-9A-Fa-f]{9,}/g, (run) => `…${run.slice(-4)}`);
  const printable = masked.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  return printable.length > LONGEST ? `${printable.slice(0, LONGEST)}…` : printable;
}

type Where = Pick<FileFault, 'line' | 'field' | 'value'>;

export function fault(
  kind: FileFault['kind'],
  file: string,
  message: string,
  { line, field, value }: Where = {},
): FileFault {
  const place = line === undefined ? file : `${file}, line ${line}`;
  const what = field === undefined ? place : `${place}, ${field}`;
  return {
    kind,
    file,
    ...(line === undefined ? {} : { line }),
    ...(field === undefined ? {} : { field }),
    ...(value === undefined ? {} : { value: shown(value) }),
    message: `${what}: ${message}`,
  };
}

/** Thrown by the stream of a file: a row may not be written, or the file changed while it was read. */
export class FileRefused extends Error {
  readonly fault: FileFault;
  constructor(why: FileFault) {
    super(why.message);
    this.name = 'FileRefused';
    this.fault = why;
  }
}

/** There is no file of this name in this folder. */
export class FileMissing extends Error {
  constructor(folder: string, name: string) {
    super(`${folder}/${name} is not there`);
    this.name = 'FileMissing';
  }
}
