/** Filters of a list as they stand in the address, and as people read and type them. */
import { type Fen, formatYuanShort, MAX_FEN } from '../../../../src/shared/money.ts';
import { businessDate } from './format.ts';
import { say } from './language.ts';
import { hrefOf, type PageName } from './route.ts';

type Query = Readonly<Record<string, string>>;
type Options = readonly (readonly [value: string, text: string])[];

interface Named {
  readonly name: string;
  readonly label: string;
}

export type Filter =
  | (Named & { readonly type: 'search'; readonly placeholder?: string })
  | (Named & { readonly type: 'text'; readonly known?: readonly string[] })
  | (Named & { readonly type: 'date' | 'yuan'; readonly group?: string })
  /** `usual`: what the list shows without this filter in the address. */
  | (Named & { readonly type: 'choice'; readonly options: Options; readonly usual?: string })
  /** Only a link sets it; there is no field for it. */
  | (Named & { readonly type: 'linked' });

/** Yuan, as typed: at most the largest amount of a payment, and two decimals. */
export const YUAN_PATTERN = '\\d{1,5}([.]\\d{1,2})?';
const YUAN = new RegExp(`^(?:${YUAN_PATTERN})$`);

/** `26` → 2600, `0.5` → 50; `undefined`: no amount. */
export function fenOf(typed: string): Fen | undefined {
  if (!YUAN.test(typed)) return undefined;
  const [whole = '', rest = ''] = typed.split('.');
  return Number(whole) * 100 + Number(rest.padEnd(2, '0'));
}

const isAmount = (value: string): boolean => /^\d+$/.test(value) && Number(value) <= MAX_FEN;

/** The value of the address in a field. */
export function shownIn({ type }: Pick<Filter, 'type'>, value: string): string {
  if (type === 'date') return businessDate(value);
  return type === 'yuan' && isAmount(value) ? formatYuanShort(Number(value)) : value;
}

/** What was typed or chosen, for the address; a field that is not filled in is the empty text. */
function addressOf(filter: Filter, typed: string): string {
  const text = typed.trim();
  if (filter.type === 'date') return text.replaceAll('-', '');
  if (filter.type === 'yuan') return text === '' ? '' : String(fenOf(text) ?? '');
  return filter.type === 'choice' && text === filter.usual ? '' : text;
}

/** The address with what is in the fields; what has no field, such as the sorting, stays. */
export function hrefWith(
  page: PageName,
  id: string | undefined,
  query: Query,
  filters: readonly Filter[],
  typed: (name: string) => string,
): string {
  const values = filters
    .filter(({ type }) => type !== 'linked')
    .map((filter) => [filter.name, addressOf(filter, typed(filter.name))]);
  return hrefOf(page, id, { ...query, ...Object.fromEntries(values) });
}

interface Chip {
  readonly name: string;
  readonly text: string;
  /** The list without this filter. */
  readonly href: string;
}

function chipText(filter: Filter, value: string): string {
  const shown =
    filter.type === 'choice'
      ? (filter.options.find(([option]) => option === value)?.[1] ?? value)
      : shownIn(filter, value);
  const unit = filter.type === 'yuan' && isAmount(value) ? '¥' : '';
  const group = 'group' in filter && filter.group ? `${filter.group} ` : '';
  return `${group}${filter.label}${say('：', ': ')}${unit}${shown}`;
}

/** The filters that are on. */
export const chipsOf = (
  page: PageName,
  id: string | undefined,
  query: Query,
  filters: readonly Filter[],
): Chip[] =>
  filters.flatMap((filter) => {
    const { name } = filter;
    const value = query[name];
    if (value === undefined) return [];
    return [
      { name, text: chipText(filter, value), href: hrefOf(page, id, { ...query, [name]: '' }) },
    ];
  });

/** The list without any filter, sorted as it is. */
export const hrefWithout = (
  page: PageName,
  id: string | undefined,
  query: Query,
  filters: readonly Filter[],
): string =>
  hrefOf(page, id, {
    ...query,
    ...Object.fromEntries(filters.map(({ name }) => [name, ''])),
  });
