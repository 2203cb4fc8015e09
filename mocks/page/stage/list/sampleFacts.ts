/** What a sample can be found by. */
import type { Sample } from '../../../../src/app/gallery/sample.ts';

/** `step:confirm`, `failure:card-blocked`, `reason:area.closed`, `money:unknown`, `with:arrears`, `over:pin`. */
export function factsOf({ step, household, dialog, leavesAt }: Sample): readonly string[] {
  const facts: string[] = [`step:${typeof step === 'string' ? step : step.kind}`];
  if (typeof step !== 'string' && 'failure' in step) {
    const { kind, reason, money } = step.failure;
    facts.push(`failure:${kind}`, `money:${money}`);
    if (reason !== undefined) facts.push(`reason:${reason}`);
  }
  if (household !== undefined) facts.push(`with:${household}`);
  if (dialog) facts.push(`over:${dialog.at}`);
  if (leavesAt !== undefined) facts.push('over:idle');
  return facts;
}

/** All facts of these samples by their kind, sorted. */
export function factGroups(samples: readonly Sample[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const fact of [...new Set(samples.flatMap(factsOf))].sort()) {
    const kind = fact.split(':')[0]!;
    groups.set(kind, [...(groups.get(kind) ?? []), fact]);
  }
  return groups;
}

/** Every word that is looked for must be in the sample's id, title, facts, or text on the screen. */
export function matches(sample: Sample, find: string, of: string, shown: string): boolean {
  const facts = factsOf(sample);
  if (of !== '' && !facts.includes(of)) return false;
  const all = `${sample.id} ${sample.title} ${facts.join(' ')} ${shown}`.toLowerCase();
  return find
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
