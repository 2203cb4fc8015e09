/** The first line of a file that is not the whole list: its filters. */
import { formatYuan } from '../../../../src/shared/money.ts';
import { isoDate } from '../../../../src/shared/time.ts';
import type { FilterName, filtersOn } from '../base/listFilters.ts';

type Filters = ReturnType<typeof filtersOn>;

const day = (value: string | number): string => isoDate(String(value));
const yuan = (value: string | number): string => formatYuan(Number(value));

/** Chinese, English, and how the value is written. */
const NAMES: {
  readonly [Name in FilterName]: readonly [string, string, ((value: string | number) => string)?];
} = {
  find: ['查找', 'find'],
  state: ['状态', 'state'],
  kind: ['种类', 'kind'],
  class: ['类别', 'class'],
  from: ['自', 'from', day],
  to: ['至', 'to', day],
  amountFrom: ['金额不低于', 'amount from', yuan],
  amountTo: ['金额不高于', 'amount up to', yuan],
  service: ['业务', 'service'],
  way: ['支付方式', 'way of paying'],
  subscriber: ['客户', 'subscriber'],
  box: ['机顶盒', 'box'],
};

/** `column`: 0 is Chinese, 1 is English. */
export function filterLine(filters: Filters, column: 0 | 1): string {
  const parts = filters.map(([name, value]) => {
    const { [column]: word, 2: written = String } = NAMES[name];
    return `${word} ${written(value)}`;
  });
  return column === 0 ? `筛选：${parts.join('；')}` : `Filtered: ${parts.join('; ')}`;
}
