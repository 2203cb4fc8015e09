/** For tests: a TSP that answers when the test says so, from a list that may change. */
import { services } from '../app/gallery/onePayment.fixture.ts';
import { type Abort, neverAborted } from '../shared/abort.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { ReadServicePage, Service, ServicePage, ServicesQuery } from '../tsp/tspTypes.ts';

export const lost = fail<TspError>({ kind: 'unreachable' });

interface Asked {
  readonly query: ServicesQuery;
  readonly signal: Abort;
  isAnswered: boolean;
  /** Answers with the list as it is now, unless the test gives a result. */
  answer(result?: Result<ReadServicePage, TspError>): Promise<void>;
}

export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export const service = (number: number, category = 'tv'): Service => ({
  ...services[0]!,
  serviceId: `s${number}`,
  number,
  category,
});

/** `count` services, numbered from 1; every third is a film. */
export const servicesUpTo = (count: number): Service[] =>
  Array.from({ length: count }, (_, at) => service(at + 1, at % 3 === 2 ? 'film' : 'tv'));

export function servicesFixture(count = 10_000) {
  const fixture = {
    all: servicesUpTo(count) as readonly Service[],
    asked: [] as Asked[],
    pending: () => fixture.asked.filter(({ isAnswered }) => !isAnswered),
    /** Indices that are asked for and not answered. */
    froms: () => fixture.pending().map(({ query }) => query.from),
    /** Answers everything, also what is asked for meanwhile. */
    async answerAll() {
      await nextTurn();
      for (let next = fixture.pending()[0]; next; next = fixture.pending()[0]) await next.answer();
    },
    page({ category, q, number, from = 0, limit = 20 }: ServicesQuery): ServicePage {
      const list = fixture.all.filter(
        (service) =>
          (category === undefined || service.category === category) &&
          (q === undefined || String(service.number).startsWith(q)),
      );
      const first = list.findIndex((service) => service.number >= (number ?? 0));
      const wanted = number === undefined ? from : first < 0 ? list.length : first;
      const start = Math.min(wanted, list.length);
      const categories = [{ id: 'film', title: { 'zh-CN': '电影' } }];
      return {
        items: list.slice(start, start + limit),
        from: start,
        total: list.length,
        categories,
      };
    },
    services(query: ServicesQuery, signal: Abort = neverAborted) {
      return new Promise<Result<ReadServicePage, TspError>>((resolve) => {
        const asked: Asked = {
          query,
          signal,
          isAnswered: false,
          answer(result = ok(fixture.page(query))) {
            asked.isAnswered = true;
            resolve(result);
            return nextTurn();
          },
        };
        fixture.asked.push(asked);
        signal.onAbort(() => asked.isAnswered || void asked.answer(lost));
      });
    },
  };
  return fixture;
}
