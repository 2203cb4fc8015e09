/** What a period costs, as the lines the subscriber sees: they add up to the amount. */
import type { Due, PriceLine, ServiceRecord, Text } from '../base/bossTypes.ts';
import { traditional } from '../subscribers/traditional.ts';

export const text = (chinese: string, english: string): Text => ({
  'zh-CN': chinese,
  'zh-TW': traditional(chinese),
  en: english,
});

const listLabel = text('单价', 'Price per month');
const discountLabels: Readonly<Record<number, Text>> = {
  3: text('季付优惠', 'Three-month discount'),
  6: text('半年付优惠', 'Six-month discount'),
  12: text('年付优惠', 'Yearly discount'),
};
const otherDiscount = text('优惠', 'Discount');

/** The list price of a month today. */
export const monthFen = (service: ServiceRecord, riseFen: number): number =>
  service.priceFen + riseFen;

export const totalFen = (lines: readonly PriceLine[]): number =>
  lines.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** `null` when the service is not sold for this number of months. `arrears`: what is overdue for this service. */
export function priceLines(
  service: ServiceRecord,
  months: number,
  riseFen: number,
  arrears: readonly Due[] = [],
): PriceLine[] | null {
  const period = service.periods.find((p) => p.months === months);
  if (!period) return null;
  const unitFen = monthFen(service, riseFen);
  const lines: PriceLine[] = [
    { kind: 'list', label: listLabel, amountFen: unitFen * months, unitFen, quantity: months },
  ];
  if (period.savingFen > 0) {
    const label = discountLabels[months] ?? otherDiscount;
    lines.push({ kind: 'discount', label, amountFen: -period.savingFen });
  }
  return [...lines, ...arrears.map((bill) => overdueLine(bill))];
}

/** `2026-10-23` → `2026-10 欠费`; among bills of several services each is named. */
export function overdueLine({ title, dueDate, amountFen }: Due, isNamed = false): PriceLine {
  const month = dueDate.slice(0, 7);
  const label = isNamed
    ? text(`${title['zh-CN']} ${month}`, `${title.en ?? title['zh-CN']} ${month}`)
    : text(`${month} 欠费`, `Overdue ${month}`);
  return { kind: 'arrears', label, amountFen };
}
