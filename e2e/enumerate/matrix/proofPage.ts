/** `docs/proof.md`, made of the matrix: what every cell comes to, what runs it, and where it is to be seen. */
import type { Text } from '../../../src/shared/text.ts';
import {
  type Cell,
  CHANGED,
  CODES,
  type Code,
  cells,
  FAULTS,
  idOf,
  liveCells,
  matrixFaults,
  STEPS,
  stepIds,
} from './matrix.ts';
import { namedTests } from './namedTests.ts';
import { type OnScreen, onScreen } from './stageAddress.ts';
import { strikesOf } from './strikes.ts';

const HOST = 'http://localhost:5173';
const both = (text: Text): string => `${text.en}<br>${text['zh-CN']}`;

export const addressOf = (shown: OnScreen): string | null => {
  if ('query' in shown) return `${HOST}/?stage&${shown.query}`;
  return 'console' in shown ? `${HOST}/console/` : null;
};

function cellText(cell: Cell): string {
  if (cell.code === '-') return '·';
  const address = addressOf(onScreen(idOf(cell)));
  return address === null ? `${cell.code}°` : `[${cell.code}](${address})`;
}

const row = (...columns: readonly string[]): string => `| ${columns.join(' | ')} |`;
const line = (columns: number): string => `|${'---|'.repeat(columns)}`;

const matrixTable = (): string[] => [
  row('', ...stepIds.map((step) => `${step}<br>${both(STEPS[step])}`)),
  line(stepIds.length + 1),
  ...matrixFaults.map((fault) =>
    row(
      `**${fault}** ${both(FAULTS[fault])}`,
      ...cells.filter((cell) => cell.fault === fault).map(cellText),
    ),
  ),
];

const codeTable = (): string[] => [
  row('code', 'cells', 'what is asserted', '中文'),
  line(4),
  ...(Object.keys(CODES) as Code[]).map((code) =>
    row(
      code,
      String(liveCells.filter((cell) => cell.code === code).length),
      CODES[code].en ?? '',
      CODES[code]['zh-CN'],
    ),
  ),
];

const namedTable = (): string[] => [
  row('cell', 'test'),
  line(2),
  ...liveCells
    .map(idOf)
    .flatMap((id) =>
      (namedTests[id] ?? []).map(({ file, title }) => row(id, `\`${file}\`: ${title}`)),
    ),
];

/** Cells that no screen plays, by their reason. */
function unseenTable(): string[] {
  const byReason = new Map<string, { readonly why: Text; readonly ids: string[] }>();
  for (const id of liveCells.map(idOf)) {
    const shown = onScreen(id);
    if (!('why' in shown)) continue;
    const { ids } = byReason.get(both(shown.why)) ?? { ids: [] };
    byReason.set(both(shown.why), { why: shown.why, ids: [...ids, id] });
  }
  return [
    row('cells', 'why', '原因'),
    line(3),
    ...[...byReason.values()].map(({ why, ids }) =>
      row(ids.join(', '), why.en ?? '', why['zh-CN']),
    ),
  ];
}

const pressedTable = (): string[] => [
  row('row', 'what to do there', '操作'),
  line(3),
  ...(['F16', 'F17'] as const).map((fault) => {
    const shown = onScreen(`${fault} S3`);
    const press = 'query' in shown ? shown.press : undefined;
    return row(fault, press?.en ?? '', press?.['zh-CN'] ?? '');
  }),
];

/** The whole page. */
export function proofPage(): string {
  const strikes = liveCells.map((cell) => strikesOf(idOf(cell)).length);
  const played = strikes.filter((count) => count > 0).length;
  const seen = liveCells.filter((cell) => addressOf(onScreen(idOf(cell))) !== null).length;
  return `${[
    '# What can go wrong, and what proves that no money is lost by it',
    '',
    'Printed by `npm run proof` from `e2e/enumerate/matrix/matrix.ts`; a test fails when this page is not up to date.',
    '',
    `${matrixFaults.length} faults at ${stepIds.length} steps of a payment: ${cells.length} cells, in ${liveCells.length} of which something happens.`,
    `${played} of them are played by \`e2e/enumerate/matrix/matrix.test.ts\`, in ${strikes.reduce((a, b) => a + b, 0)} payments in virtual time: up to the first`,
    'screen that waits for a person, then on until everything rests, the days are settled and the money is counted from cards,',
    `BOSS, PPP and ledger. The other ${liveCells.length - played} are run by tests named below. All of it runs with \`npm test\`.`,
    '',
    '## How to read it',
    '',
    `Start the stage with \`npm start\` and click a cell: ${seen} of them play on screen. The stage presses OK up to the card by`,
    'itself, lets the fault strike at its step, and shows in its panel that it struck. `°`: no screen can play it; why is said',
    'below. `·`: it cannot happen there. Columns S14 and S15 are the operator\\u2019s: pay on the stage, then settle the day in the console.',
    '',
    '先运行 `npm start`，再点表中的代码，演示台会自动走到该步并触发故障；`°` 表示无法在屏幕上演示，`·` 表示不会发生。',
    'S14、S15 请先在演示台缴费，再在控制台日结。',
    '',
    ...matrixTable(),
    '',
    '## What a code says',
    '',
    'Each is asserted of money, order, attempt and screens in `e2e/enumerate/matrix/outcomes.ts`.',
    '',
    ...codeTable(),
    '',
    '## Cells where a person presses',
    '',
    ...pressedTable(),
    '',
    'In a browser a power cut (F3) and a reload (F4) are the same: its storage keeps what was written. Virtual time loses the',
    'journal with the power.',
    '',
    '## Tests beside the play',
    '',
    ...namedTable(),
    '',
    '## Not on a screen',
    '',
    ...unseenTable(),
    '',
    '## Codes that were others',
    '',
    ...Object.entries(CHANGED).map(([id, { was, why }]) => `- ${id} was ${was}: ${why}.`),
    '',
  ]
    .join('\n')
    .replaceAll('\\u2019', '\u2019')}`;
}
