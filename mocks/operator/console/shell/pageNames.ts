import type { Label } from '../state/language.ts';
import type { PageName } from '../state/route.ts';

export const pageNames: Readonly<Record<PageName, Label>> = {
  today: ['今日', 'Today'],
  subscribers: ['客户', 'Subscribers'],
  orders: ['订单', 'Orders'],
  doubts: ['存疑', 'In doubt'],
  days: ['对账', 'Settlement'],
  batches: ['批次', 'Batches'],
  cases: ['工单', 'Cases'],
  audit: ['审计', 'Audit'],
  pool: ['PSAM 卡池', 'PSAM pool'],
  switches: ['开关', 'Switches'],
  boxes: ['机顶盒', 'Boxes'],
};

export const pageGroups: readonly (readonly [name: Label, pages: readonly PageName[]])[] = [
  [
    ['值守', 'Watch'],
    ['today', 'subscribers', 'orders', 'doubts'],
  ],
  [
    ['日终', "Day's end"],
    ['days', 'batches'],
  ],
  [
    ['处理', 'Work'],
    ['cases', 'audit'],
  ],
  [
    ['设备', 'Equipment'],
    ['pool', 'boxes', 'switches'],
  ],
];
