/** The failure matrix as data: which faults can strike at which steps of a payment, and what each cell must come to. */
import type { Text } from '../../../src/shared/text.ts';

const words = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

/** The steps of a payment, from the first question to the reconciliation of its day. */
export const STEPS = {
  S1: words('查询', 'query'),
  S2: words('报价', 'quote'),
  S3: words('确认', 'confirm'),
  S4: words('插卡', 'card in'),
  S5: words('验卡', 'card check'),
  S6: words('查余额', 'balance'),
  S7: words('卡初始化', 'card INIT'),
  S8: words('MAC1', 'MAC1'),
  S9: words('扣款', 'DEBIT'),
  S10: words('上报 MAC2', 'MAC2 report'),
  S11: words('记账', 'record'),
  S12: words('开通', 'activate'),
  S13: words('结果', 'result'),
  S14: words('上传', 'upload'),
  S15: words('对账', 'recon'),
} as const;
export type StepId = keyof typeof STEPS;

export const FAULTS = {
  F1: words('拔卡', 'card pulled'),
  F2: words('读卡器拔出', 'reader unplugged'),
  F3: words('机顶盒断电', 'STB power cut'),
  F4: words('页面重载或崩溃', 'page reload / crash'),
  F5: words('请求送出前断网', 'net lost before request'),
  F6: words('请求送出后断网', 'net lost after request'),
  F7: words('超时或很慢', 'timeout / slow'),
  F8: words('请求重复', 'duplicate request'),
  F9: words('TSP 重启', 'TSP restart'),
  F10: words('BOSS 中断或很慢', 'BOSS down / slow'),
  F11: words('BOSS 拒绝', 'BOSS rejects'),
  F12: words('PSAM 用尽', 'PSAM exhausted'),
  F13: words('PSAM 锁定或失效', 'PSAM locked / dead'),
  F14: words('MAC 或 TAC 错误', 'MAC / TAC wrong'),
  F15: words('时钟不准', 'clock skew'),
  F16: words('用户按返回', 'user backs out'),
  F17: words('连按两次确定', 'double press of OK'),
  F18: words('两台机顶盒，一张卡', 'two STBs, one card'),
  F19: words('报文被篡改', 'tampered message'),
  F20: words('重放', 'replay'),
} as const;
export type MatrixFault = keyof typeof FAULTS;

/** What a cell comes to; `outcomes.ts` says what each one asserts. */
export const CODES = {
  A: words(
    '干净地中止',
    'Clean abort: no MAC1 exists, nothing is taken; the screen says so, and paying again works',
  ),
  R: words(
    '同一请求重发',
    'The same request is sent again under its key: one order, one debit, and no screen of a failure',
  ),
  W: words('有限等待', 'A bounded wait with the place in the line, then A'),
  X: words(
    '拒绝',
    'Refused with a problem code, and no row about money changes; the true payment goes on',
  ),
  N: words('换一个 PSAM', 'The next PSAM and a new INIT, unseen by the subscriber'),
  V: words('作废', 'MAC1 was out and is void: nothing is taken, its attempt ends as not debited'),
  D: words(
    '存疑',
    'In doubt until the card answers: no screen says paid or not charged before that',
  ),
  H: words('加密机接替', 'The HSM checks MAC2 instead of the PSAM; then as C'),
  C: words('向前完成', 'Taken, and completed from the evidence in hand'),
  P: words('已付，开通在后台', 'Paid; the result says that the service opens shortly, and it does'),
  K: words('已付，无法开通', 'Paid; the service cannot be given: credited, or refunded by hand'),
  S: words('平台已知', 'The platform knows; the screen reads the state from it'),
  L: words('按键锁定', 'The key does nothing; the payment goes on as it would have'),
  Q: words('先了结上一笔', 'The earlier payment of the card is settled first'),
  B: words(
    '批次重做',
    'Done again under its number: every debit is claimed once, and the day is settled',
  ),
  M: words('人工', 'People decide: a case is open, and the money is neither given nor lost'),
} as const;
export type Code = keyof typeof CODES;

/** One column a step; `-`: it cannot happen there, or has no effect. */
const ROWS: Readonly<Record<MatrixFault, string>> = {
  F1: '- - - A A A A V D C - - - - -',
  F2: '- - A A A A A V D C - - - - -',
  F3: 'A A A A A A A D D D S S S - -',
  F4: 'A R R A A A A D D C S S S - -',
  F5: 'A A A - A A A A - D R P S B B',
  F6: 'R R R - R R R R - R R P S B B',
  F7: 'A A A A W A A R D R R P S B B',
  F8: 'R R R - R R R R X R R R R B B',
  F9: 'A R R - R R R C C R R P S B B',
  F10: 'A A A - - - - A - - - P P - B',
  F11: 'A A A - - - - A - - - K K - M',
  F12: '- - - - W - W - - - - - - - -',
  F13: '- - - - A - N N - H - - - - -',
  F14: '- - - - - - - - V M - - - M M',
  F15: 'R R R - R R R R - R - - R B B',
  F16: 'A A A A A A A V L L L L S - -',
  F17: 'R R R - - - R R L L L L S B B',
  F18: '- - - - Q Q Q Q - R - - - - -',
  F19: 'X X X - X X V X V X - X X X X',
  F20: 'X X X - X X X R X R R R - B B',
};

export interface Cell {
  readonly fault: MatrixFault;
  readonly step: StepId;
  readonly code: Code | '-';
}
export type CellId = `${MatrixFault} ${StepId}`;
export const idOf = ({ fault, step }: Pick<Cell, 'fault' | 'step'>): CellId => `${fault} ${step}`;

export const stepIds = Object.keys(STEPS) as StepId[];
export const matrixFaults = Object.keys(FAULTS) as MatrixFault[];

/** All 300 cells, row by row. */
export const cells: readonly Cell[] = matrixFaults.flatMap((fault) =>
  ROWS[fault]
    .split(' ')
    .map((code, at) => ({ fault, step: stepIds[at]!, code: code as Cell['code'] })),
);
/** The cells in which something happens. */
export const liveCells = cells.filter(
  (cell): cell is Cell & { readonly code: Code } => cell.code !== '-',
);

/** Cells whose code is not the one they had when the matrix was drawn, and why. */
export const CHANGED: Partial<
  Readonly<Record<CellId, { readonly was: Code; readonly why: string }>>
> = {
  'F4 S10': {
    was: 'D',
    why: 'the answer is written to the journal while the report is sent: the page that comes back reports it within seconds',
  },
  'F7 S3': {
    was: 'R',
    why: 'the wait for the order is bounded: after it the screen says that nothing was charged, and the order ends',
  },
  'F9 S8': {
    was: 'V',
    why: 'MAC1 was written before it left: under the same key it is given out again, and the HSM checks the debit',
  },
};
