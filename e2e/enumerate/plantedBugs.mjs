/**
 * Bugs that the enumeration must find (`npm run enumerate -- --bugs`): each is a change of one source file, made while the
 * programs are built. `only`: the cases that are run with it; without the bug none of them fails.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const authoriseEnd =
  'return call.keep(unit, answer(200, { terminalSequence, ...at, mac1 } satisfies Authorisation));\n  });';

export const plantedBugs = [
  {
    name: 'MAC1 leaves the TSP before its attempt is written',
    file: 'mocks/operator/tsp/attempts/authorise.ts',
    only: 'attempt+awaited: killed',
    changes: [
      [
        'const reply = await commit(parts, stbId, async (unit) => {\n    if (await isFrozen',
        'const early = (written) => (written.catch(() => {}), answer(200, { terminalSequence, ...at, mac1 }));\n  const reply = early(commit(parts, stbId, async (unit) => {\n    if (await isFrozen',
      ],
      [authoriseEnd, authoriseEnd.replace(/\);$/, '));')],
    ],
  },
  {
    name: 'the suspense of an attempt is released when no report came in time',
    file: 'mocks/operator/tsp/books/expire.ts',
    only: 'DEBIT: done, box loses power',
    changes: [
      [
        "return expireAttempt(unit, await doubtAttempt(unit, before, 'timeout'));",
        "return endAttempt(unit, before, 'debitDisproven', { note: 'timeout' });",
      ],
    ],
  },
  {
    name: 'DEBIT is sent again when its answer was lost',
    file: 'src/purse/debitPurse.ts',
    only: 'DEBIT: answer lost',
    changes: [
      [
        'const answer = await card.transmit(debitForPurchase.build(parameters));',
        'let answer = await card.transmit(debitForPurchase.build(parameters));\n  if (!answer.ok) answer = await card.transmit(debitForPurchase.build(parameters));',
      ],
    ],
  },
  {
    name: 'BOSS opens a service again for the same order',
    file: 'mocks/operator/boss/orders/activation.ts',
    only: 'activation: twice',
    changes: [
      ["if (order && (order.state !== 'REJECTED' || order.final)) {", 'if (order && !order) {'],
    ],
  },
  {
    name: 'the portal takes an unknown status word of DEBIT as success',
    file: 'src/purse/debitPurse.ts',
    only: 'DEBIT: 6F00',
    changes: [
      [
        'return parsed === null\n    ?',
        "if (parsed === null) return { kind: 'debited', answer: { tac: '00000000', mac2: '00000000' } };\n  return parsed === null\n    ?",
      ],
    ],
  },
];

/** An esbuild plugin that makes the changes. @throws Error when the source has changed and a bug does not fit any more. */
export const planted = (root, { file, changes }) => ({
  name: 'planted bug',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path !== join(root, file)) return undefined;
      let contents = readFileSync(path, 'utf8');
      for (const [from, to] of changes) {
        if (!contents.includes(from)) throw new Error(`${file} has changed: the bug does not fit`);
        contents = contents.replace(from, () => to);
      }
      return { contents, loader: 'ts' };
    });
  },
});
