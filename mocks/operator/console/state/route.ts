/** The current page of the console, as the hash of the address, so that a page can be linked and Back works. */

export const PAGES = [
  'today',
  'subscribers',
  'orders',
  'doubts',
  'days',
  'batches',
  'cases',
  'audit',
  'pool',
  'switches',
  'boxes',
] as const;
export type PageName = (typeof PAGES)[number];

export interface Route {
  readonly page: PageName | 'nowhere';
  /** The id of what the page is about. */
  readonly id?: string;
  /** Filters; never with empty values. */
  readonly query: Readonly<Record<string, string>>;
}

const isPage = (name: string): name is PageName => (PAGES as readonly string[]).includes(name);

/** Decodes a part of the path; `undefined` if it is malformed, such as `%zz`. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** `#/cases/C20261123-0001`, `#/orders?find=STB-1`; an empty hash is today. */
export function routeFrom(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const [page = '', ...rest] = path.split('/').filter((part) => part !== '');
  if (page === '') return { page: 'today', query: {} };
  const id = rest[0] === undefined ? undefined : decoded(rest[0]);
  if (!isPage(page) || rest.length > 1 || (rest.length === 1 && id === undefined)) {
    return { page: 'nowhere', query: {} };
  }
  const query = Object.fromEntries(
    [...new URLSearchParams(search)].filter(([, value]) => value !== ''),
  );
  return id === undefined ? { page, query } : { page, id, query };
}

export function hrefOf(page: PageName, id?: string, query: Record<string, string> = {}): string {
  const filled = Object.entries(query).filter(([, value]) => value !== '');
  const search = filled.length > 0 ? `?${new URLSearchParams(filled)}` : '';
  return `#/${page}${id === undefined ? '' : `/${encodeURIComponent(id)}`}${search}`;
}
