/** docs/design/refusals.md lists every cause with its title and its remedy. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BY_KIND, BY_REASON } from '../../payment/remedy.ts';
import { refusedZhCN } from '../../ui/words/refusedZhCN.ts';

const page = readFileSync(new URL('../../../docs/design/refusals.md', import.meta.url), 'utf8');

const rowsOf = (
  table: Readonly<Record<string, string>>,
  words: Record<string, { title: string }>,
) =>
  Object.entries(table).map(
    ([cause, remedy]) => `| \`${cause}\` | ${words[cause]?.title} | \`${remedy}\` |`,
  );

test.each([
  ['cause', rowsOf(BY_KIND, refusedZhCN.failure)],
  ["BOSS's reject code", rowsOf(BY_REASON, refusedZhCN.reason)],
])('by %s: the page has the rows of the table, and no others', (what, rows) => {
  const [, section = ''] = page.split(`## By ${what}\n`);
  const [told = ''] = section.split('\n## ');
  expect(told.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
});
