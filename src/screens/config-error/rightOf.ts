/** What is right in a field, in the words of a language. */
import type { FaultWords } from '../../ui/words/faultZhCN.ts';
import type { Fault } from './fault.ts';

/** Where all fields are described. */
const SCHEMA = 'docs/schemas/config.schema.json';

/** `readers.1` → `readers`; a file of keys has the fields of `keys`. */
const nameOf = (field: string): string =>
  field
    .replace(/^keys\/.*\.json/, 'keys')
    .replace(/^config\.json$/, 'object')
    .replace(/\.\d+$/, '');

/** The words for the rule that was broken, or for the field, or for what it is a part of. */
export function rightOf({ field, expected = '' }: Fault, right: FaultWords['right']): string {
  const words: Readonly<Record<string, string>> = right;
  let name = words[expected] === undefined ? nameOf(field) : expected;
  while (words[name] === undefined && name.indexOf('.') > 0) {
    name = name.slice(0, name.lastIndexOf('.'));
  }
  return words[name] || expected || SCHEMA;
}
