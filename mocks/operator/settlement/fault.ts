/** Faults of files, in words that tell what to do and never a card number. */
import type { FileFault } from './settlementTypes.ts';

const LONGEST = 24;

/** Shortened; long runs of digits, which might be a card number in the wrong column, lose all but their end. */
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

/** A row that may not be written, or a file that changed while it was read: what the promise of a stream rejects with. */
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
