/** The services of the TSP as the viewer walks through them: by category, by what is typed, by number. */
import { signal } from '@preact/signals';
import type { Timers } from '../shared/time.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import { createLongList } from './createLongList.ts';
import { createLane } from './lane.ts';
import { failed } from './loaded.ts';
import type { Category, Services } from './serviceList.ts';

/** Requests under way at a time. */
const WIDTH = 2;
/** From the last letter to the request for what it finds. */
const TYPING_MS = 200;

export function createServices(
  tsp: Pick<Tsp, 'services'>,
  timers: Timers,
): Services & { reload(): void; forget(): void } {
  const lane = createLane(WIDTH);
  const categories = signal<readonly Category[]>([]);
  const category = signal<string | null>(null);
  const query = signal<string | null>(null);
  const services = createLongList(tsp, lane, {}, (page) => {
    // Every page repeats the categories.
    if (JSON.stringify(page.categories) !== JSON.stringify(categories.value)) {
      categories.value = page.categories;
    }
  });
  const found = createLongList(tsp, lane, null);
  let stopWaiting = () => {};
  return {
    categories,
    category,
    services,
    query,
    found,
    chooseCategory(id) {
      if (id === category.value) return;
      category.value = id;
      services.open(id === null ? {} : { category: id }, false);
    },
    search(q) {
      const isFirst = !query.value;
      stopWaiting();
      query.value = q;
      if (!q) return;
      if (isFirst) found.open({ q }, false);
      else stopWaiting = timers.after(TYPING_MS, () => found.open({ q }, true));
    },
    async find(number) {
      const answer = await tsp.services({ number, limit: 1 });
      if (!answer.ok) return failed(answer.error);
      const { items, from } = answer.value;
      const service = items[0];
      const isIt = service !== undefined && service.number === number;
      return { state: 'ready', value: isIt ? { index: from, service } : null };
    },
    forget() {
      category.value = null;
      services.forget();
    },
    reload() {
      services.reload();
      if (query.peek()) found.reload();
    },
  };
}
