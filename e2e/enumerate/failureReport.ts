/** Failing cases in groups: those with the same faults, whatever their numbers, are one kind. */

export interface Failure {
  readonly line: string;
  readonly faults: readonly string[];
}

const LISTED = 6;

/** A fault without ids and amounts. */
const kindOf = (fault: string): string =>
  fault
    .replace(/[0-9A-HJKMNP-TV-Z]{26}/g, '…')
    .replace(/\b[0-9A-F]{8,}\b/g, '…')
    .replace(/\b\d{2,}\b/g, '…');

function groupsOf(failures: readonly Failure[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { line, faults } of failures) {
    const kind = [...new Set(faults.map(kindOf))].sort().join('\n  ');
    groups.set(kind, [...(groups.get(kind) ?? []), line]);
  }
  return new Map([...groups].sort((a, b) => b[1].length - a[1].length));
}

/** The text of all groups, the largest first, each with lines that run a case again. */
export function reportOf(failures: readonly Failure[]): string {
  return [...groupsOf(failures)]
    .map(([kind, lines]) => {
      const first = lines.slice(0, LISTED).map((line) => `    "${line}"`);
      const more = lines.length > LISTED ? [`    and ${lines.length - LISTED} more`] : [];
      return [`${lines.length} × ${kind}`, ...first, ...more].join('\n');
    })
    .join('\n\n');
}
