/** The stage's address that plays a cell on screen, what a person presses there, or why no screen can play it. */
import type { FaultId } from '../../../mocks/faults/faultList.ts';
import type { MomentId } from '../../../mocks/faults/moments.ts';
import type { Text } from '../../../src/shared/text.ts';
import type { CellId, MatrixFault, StepId } from './matrix.ts';

/** `query`: of the stage. `console`: the day is settled there. `why`: only a test plays it. */
export type OnScreen =
  | { readonly query: string; readonly press?: Text }
  | { readonly console: true }
  | { readonly why: Text };

const words = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

/** The moment of the stage for each step at which the box can be struck. */
const MOMENTS: Partial<Readonly<Record<StepId, MomentId>>> = {
  S1: 'start',
  S2: 'quote',
  S3: 'order',
  S4: 'select',
  S5: 'read',
  S6: 'balance',
  S7: 'init',
  S8: 'authorise',
  S9: 'debit',
  S10: 'report',
  S13: 'receipt',
};
/** The same for what strikes a request: check, balance and lease are one. */
const REQUESTS: Partial<Readonly<Record<StepId, MomentId>>> = {
  ...MOMENTS,
  S5: 'attempt',
  S6: 'attempt',
  S7: 'attempt',
  S11: 'report',
};

const REASONS = {
  inside: words('发生在平台内部', 'it happens inside the platform'),
  mute: words('演示卡总会应答', 'the cards of the stage always answer'),
  psam: words('演示台不能弄坏单个 PSAM', 'the stage breaks no single PSAM'),
  macs: words('演示台的卡和加密机不会算错', 'cards and HSM of the stage never miscalculate'),
  clock: words('浏览器用的是电脑时钟', 'the clock of the browser is that of the computer'),
  boxes: words('演示台只有一台机顶盒', 'the stage has one box'),
  bytes: words('演示台不改卡片指令', 'the stage changes no command to the card'),
} as const;

const plays = (faults: string): OnScreen => ({ query: `screen=to:result&faults=${faults}` });
const scenario = (name: string): OnScreen => ({ query: `scenario=${name}&screen=to:result` });
const why = (reason: keyof typeof REASONS): OnScreen => ({ why: REASONS[reason] });
const strikes =
  (fault: FaultId, moments: typeof MOMENTS) =>
  (step: StepId): OnScreen | null => {
    const moment = moments[step];
    return moment ? plays(`${fault}@${moment}`) : null;
  };

const KEY_SCREENS: Partial<Readonly<Record<StepId, string>>> = {
  S1: 'screen=to:service',
  S2: 'screen=to:service&faults=network-slow:lasts',
  S3: 'screen=to:confirm',
};
/** Everything up to the card goes on by itself; then a person inserts it and presses the key at the step. */
const pressed =
  (press: Text) =>
  (step: StepId): OnScreen => ({
    query: KEY_SCREENS[step] ?? 'screen=to:waitCard&hand=off',
    press,
  });

const ROWS: Readonly<Record<MatrixFault, (step: StepId) => OnScreen | null>> = {
  F1: strikes('card-pulled', MOMENTS),
  F2: strikes('reader-unplugged', MOMENTS),
  F3: strikes('power-cut', MOMENTS),
  F4: strikes('power-cut', MOMENTS),
  F5: strikes('network-down', REQUESTS),
  F6: strikes('answer-lost', REQUESTS),
  F7: strikes('network-slow', REQUESTS),
  F8: strikes('request-twice', REQUESTS),
  F9: strikes('tsp-killed', REQUESTS),
  F10: strikes('boss-down', REQUESTS),
  F11: () => null,
  F12: () => scenario('psam-exhausted'),
  F13: () => why('psam'),
  F14: () => why('macs'),
  F15: () => why('clock'),
  F16: pressed(words('在该步按返回', 'press Back at the step')),
  F17: pressed(words('在该步连按两次确定', 'press OK twice at the step')),
  F18: () => why('boxes'),
  F19: strikes('request-changed', REQUESTS),
  F20: strikes('request-twice', REQUESTS),
};

const CELLS: Partial<Readonly<Record<CellId, OnScreen>>> = {
  'F1 S9': plays('cut-after-write'),
  'F2 S3': scenario('no-reader'),
  'F5 S10': scenario('report-never-arrives'),
  'F5 S11': why('inside'),
  'F5 S12': plays('boss-down@report'),
  'F6 S11': why('inside'),
  'F7 S1': plays('network-hangs@start'),
  'F7 S2': plays('network-hangs@quote'),
  'F7 S3': plays('network-hangs@order'),
  'F7 S4': why('mute'),
  'F7 S5': plays('network-hangs@attempt'),
  'F7 S6': why('mute'),
  'F7 S7': why('mute'),
  'F7 S9': plays('cut-before-answer'),
  'F7 S12': scenario('boss-slow'),
  'F8 S9': why('bytes'),
  'F9 S8': plays('tsp-killed-after-mac1'),
  'F9 S10': plays('tsp-killed-at-report'),
  'F9 S11': plays('tsp-killed-at-report'),
  'F10 S1': scenario('boss-down'),
  'F10 S12': plays('boss-down@report'),
  'F10 S13': scenario('boss-pending'),
  'F11 S1': scenario('box-unknown'),
  'F11 S2': scenario('stopped-service'),
  'F11 S3': plays('boss-stopped@order'),
  'F11 S12': scenario('boss-rejects'),
  'F11 S13': scenario('boss-rejects-credit'),
  'F13 S5': scenario('psam-exhausted'),
  'F19 S7': why('bytes'),
  'F19 S9': why('bytes'),
  'F20 S9': why('bytes'),
};

/** What shows a cell: an address, the console, or the reason why there is neither. */
export function onScreen(id: CellId): OnScreen {
  const own = CELLS[id];
  if (own) return own;
  const [fault, step] = id.split(' ') as [MatrixFault, StepId];
  if (step === 'S14' || step === 'S15') return { console: true };
  return ROWS[fault](step) ?? why('inside');
}
