import type { Operator } from '../ui/operator.ts';
import { fill } from '../ui/words/fill.ts';
import { words } from '../ui/words/words.ts';

/** The text for a help code: whom to call, and what to tell them. */
export function helpText(
  operator: Pick<Operator, 'hotline' | 'helpUrl'> | undefined,
  label: string,
  code: string,
): string {
  if (operator?.helpUrl !== undefined) {
    return operator.helpUrl.replace('{ref}', encodeURIComponent(code));
  }
  const told = `${label} ${code}`;
  return operator ? `${fill(words.value.hotline, { number: operator.hotline })}\n${told}` : told;
}
