/** The bytes of a configuration file as JSON. What is wrong is told without a word of what the file holds. */
import { parseExpressionAt } from 'acorn';
import { fail, ok, type Result } from '../../src/shared/result.ts';

const BYTE_ORDER_MARK = '\ufeff';
/** Deeper than any configuration. */
const MOST_LEVELS = 32;

/** The place of the first byte that is not UTF-8, from 1; `null`: all are. */
function firstWrongByte(bytes: Buffer, text: string): number | null {
  const again = Buffer.from(text, 'utf8');
  if (again.equals(bytes)) return null;
  const at = bytes.findIndex((byte, place) => byte !== again[place]);
  return (at < 0 ? bytes.length : at) + 1;
}

/** Reads UTF-8, with a byte order mark or without. */
export function utf8Of(given: Uint8Array): Result<string, string> {
  const bytes = Buffer.from(given);
  const text = bytes.toString('utf8');
  const wrong = firstWrongByte(bytes, text);
  if (wrong !== null) return fail(`not UTF-8 (byte ${wrong}); save it as UTF-8`);
  // UTF-16 without its mark is valid UTF-8, with a NUL beside every letter.
  const nul = bytes.indexOf(0);
  if (nul >= 0) return fail(`not a text (byte ${nul + 1} is NUL); save it as UTF-8`);
  return ok(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
}

interface Node {
  readonly type: string;
  readonly properties?: readonly {
    readonly key: { readonly value: unknown };
    readonly value: Node;
  }[];
  readonly elements?: readonly Node[];
}

/** The first thing wrong that `JSON.parse` lets pass: it keeps the last of two fields with one name. */
function faultIn(node: Node, field: string, level: number): string | null {
  if (level > MOST_LEVELS) return tooDeep;
  const names = new Set<string>();
  for (const { key, value } of node.properties ?? []) {
    const name = String(key.value);
    const inside = field === '' ? name : `${field}.${name}`;
    if (names.size === names.add(name).size) return `${inside}: given twice; write it once`;
    const fault = faultIn(value, inside, level + 1);
    if (fault !== null) return fault;
  }
  for (const [at, element] of (node.elements ?? []).entries()) {
    const fault = faultIn(element, `${field}[${at}]`, level + 1);
    if (fault !== null) return fault;
  }
  return null;
}

const tooDeep = `lists and objects within each other, more than ${MOST_LEVELS} deep; no field asks for that`;

function hiddenFault(source: string): string | null {
  try {
    // JSON is a part of JavaScript; its tree still has both fields.
    return faultIn(parseExpressionAt(source, 0, { ecmaVersion: 2022 }) as unknown as Node, '', 0);
  } catch (cause) {
    // All that this parser refuses of what is JSON: a second `__proto__`, and more levels than its stack has.
    return String(cause).includes('__proto__') ? '__proto__: given twice; remove it' : tooDeep;
  }
}

/** `given`: the bytes of a file, or its text. */
export function configJson(given: Uint8Array | string): Result<unknown, string> {
  const text = typeof given === 'string' ? ok(given) : utf8Of(given);
  if (!text.ok) return text;
  let value: unknown;
  try {
    value = JSON.parse(text.value);
  } catch (cause) {
    const [reason] = (cause as Error).message.split(', "');
    return fail(`not JSON (${reason})`);
  }
  const fault = hiddenFault(text.value);
  return fault === null ? ok(value) : fail(fault);
}
