/** Describes what is wrong with a value, in one line: the field, its value and what was expected. */
import type { ErrorObject } from 'ajv';

const LONGEST_VALUE = 60;

/** Fields whose values may not appear in messages, since messages are logged. */
const SECRET = /(?:cardSerial|serialToken|tac|mac1|mac2|random|signature)$/;

/** `/items/0/months` → `items[0].months`. */
export function fieldName(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** What is nested too deep cannot be written; whoever sent it must not see that as a failure of ours. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch (error) {
    if (error instanceof RangeError) return '(nested too deep)';
    throw error;
  }
}

export function shown(value: unknown): string {
  const text = written(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function expectation(error: ErrorObject): string {
  const { params } = error;
  if (error.keyword === 'enum') return `one of ${params.allowedValues.join(', ')}`;
  if (error.keyword === 'const') return shown(params.allowedValue);
  return (error.message ?? error.keyword).replace(/^must (be |have |match )?/, '');
}

/** `errors` are Ajv's, not empty. `root` names the whole value, for errors that are not in one of its fields. */
export function describeError(
  errors: readonly ErrorObject[],
  value: unknown,
  root: string,
): { field: string; message: string } {
  const error = errors[0];
  if (!error) throw new TypeError(`no error in ${shown(value)}`);
  const within = fieldName(error.instancePath);
  const inside = (name: string) => (within === '' ? name : `${within}.${name}`);
  if (error.keyword === 'required') {
    const field = inside(error.params.missingProperty);
    return { field, message: `${field}: missing` };
  }
  if (error.keyword === 'additionalProperties') {
    const field = inside(error.params.additionalProperty);
    return { field, message: `${field}: not a field of the contract` };
  }
  const field = within || root;
  const data = SECRET.test(field) ? `(${typeof error.data}, not shown)` : shown(error.data);
  return { field, message: `${field}: ${data}, expected ${expectation(error)}` };
}
