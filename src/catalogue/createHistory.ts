/** The history on the TSP: month by month, one more page as it is scrolled, and the receipts that are looked at. */
import { type Signal, signal } from '@preact/signals';
import type { Tsp } from '../tsp/tspClient.ts';
import type { Order, Receipt } from '../tsp/tspTypes.ts';
import type { History } from './catalogue.ts';
import { failed, type Loaded } from './loaded.ts';

export function createHistory(tsp: Pick<Tsp, 'orders' | 'receipt'>): History & { forget(): void } {
  const month = signal<string | null>(null);
  const months = signal<readonly string[]>([]);
  const history = signal<Loaded<readonly Order[]>>({ state: 'loading' });
  const receipts = new Map<string, Signal<Receipt | null>>();
  const asked = new Map<string, boolean>();
  let cursor: string | undefined;
  /** The newest question: only its answer counts. */
  let asking: object | null = null;

  async function ask(before: readonly Order[], from?: string): Promise<void> {
    const mine = {};
    asking = mine;
    const answer = await tsp.orders(month.peek(), from);
    if (asking !== mine) return;
    asking = null;
    if (answer.ok) {
      months.value = answer.value.months;
      cursor = answer.value.nextCursor;
      history.value = { state: 'ready', value: before.concat(answer.value.items) };
    } else if (history.peek().state !== 'ready') history.value = failed(answer.error);
  }

  function startAt(next: string | null): void {
    month.value = next;
    history.value = { state: 'loading' };
    cursor = undefined;
    asking = null;
  }

  const receipt = (orderId: string): Signal<Receipt | null> => {
    const known = receipts.get(orderId) ?? signal(null);
    receipts.set(orderId, known);
    return known;
  };

  return {
    month,
    months,
    history,
    chooseMonth(next) {
      if (next === month.peek()) return;
      startAt(next);
      void ask([]);
    },
    loadHistory(more) {
      const { value } = history;
      if (!more) void ask([]);
      else if (!asking && cursor !== undefined && value.state === 'ready') {
        void ask(value.value, cursor);
      }
    },
    receipt,
    async needReceipt(orderId) {
      if (asked.get(orderId)) return;
      asked.set(orderId, true);
      const answer = await tsp.receipt(orderId);
      if (answer.ok) receipt(orderId).value = answer.value;
      else asked.delete(orderId);
    },
    forget() {
      receipts.clear();
      asked.clear();
      startAt(null);
    },
  };
}
