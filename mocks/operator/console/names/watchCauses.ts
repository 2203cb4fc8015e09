/** Names of the causes for which the platform puts a box on watch. */
import type { Label } from '../state/language.ts';

const PPP_RESULTS = ['01', '02', '03', '04', '05'];

/** By what the platform writes, without the attempt that it begins with. */
export const watchCauses: Readonly<Record<string, Label>> = {
  'at two addresses at once': ['同时出现在两个网络地址', 'At two addresses at once'],
  'too many rejected MAC1s': ['MAC1 屡被拒绝', 'Too many rejected MAC1s'],
  'wrong MAC2s for one attempt': ['同一笔支付屡送错误 MAC2', 'Wrong MAC2s for one attempt'],
  'the PPP found another TAC right': ['PPP 认定另一个 TAC 正确', 'The PPP found another TAC right'],
  ...Object.fromEntries(
    PPP_RESULTS.map((code): [string, Label] => [
      `the PPP said ${code} to what it brought`,
      [`PPP 对它送来的扣款答复 ${code}`, `The PPP said ${code} to what it brought`],
    ]),
  ),
  "an unproven number stands in a card's way": [
    '未证实的序号挡住了卡片',
    'An unproven number stands in a card’s way',
  ],
  'a box stated that nothing was taken, then read a debit out of the log': [
    '先称未扣款，又从日志读出扣款',
    'It said that nothing was taken, then read a debit out of the log',
  ],
  'the sequence went back': ['卡片序号倒退', 'The card’s number went back'],
  'the log shows the payment, the sequence has not moved': [
    '日志有这笔扣款，序号却没有变',
    'The log shows the payment, the number has not moved',
  ],
  'the log shows the payment, its MAC2 is wrong': [
    '日志有这笔扣款，MAC2 却不对',
    'The log shows the payment, its MAC2 is wrong',
  ],
};

/** Splits what the platform wrote into the attempt it is about, if any, and the cause. */
export function causeOf(why: string): { readonly attemptId?: string; readonly cause: string } {
  const [, attemptId, cause] = /^([0-9A-Z]{26}): (.*)$/.exec(why) ?? [];
  return attemptId === undefined || cause === undefined ? { cause: why } : { attemptId, cause };
}
