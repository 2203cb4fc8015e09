/**
 * The recorded demonstration: a small town's eight days, as the real cores left them in store and chips. As text: a line with
 * the head, then a line for each row. Recorded by `npm run demo`.
 */
import type { Instant } from '../../../src/shared/time.ts';
import type { NonVolatileMemory } from '../../store/nonVolatileMemory.ts';
import type { Store } from '../../store/store.ts';

export interface DemoHead {
  readonly format: 1;
  /** When the recording ended: the demonstration begins at this moment. */
  readonly now: Instant;
  readonly households: number;
  readonly psams: number;
  /** The chips' memory, by name. */
  readonly chips: Readonly<Record<string, string>>;
}

export interface DemoState {
  readonly head: DemoHead;
  readonly rows: readonly (readonly [key: string, value: unknown])[];
}

/** Of the platform's rows: what only boxes of the recording could still ask for. */
const LEFT_OUT = /^tsp\/(answer|limit|session|nonce)s?\//;

export const demoText = ({ head, rows }: DemoState): string =>
  [head, ...rows.filter(([key]) => !LEFT_OUT.test(key))]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

/** @throws Error for another format. */
export function demoStateOf(text: string): DemoState {
  const [first = '{}', ...lines] = text.trimEnd().split('\n');
  const head = JSON.parse(first) as DemoHead;
  if (head.format !== 1)
    throw new Error('not a recorded demonstration; record it by `npm run demo`');
  return { head, rows: lines.map((line) => JSON.parse(line)) };
}

/** Rows of one transaction, so that a page is not busy for long at once. */
const PIECE = 2_000;

/** Writes all rows into an empty store. */
export async function fillDemo(store: Store, { rows }: DemoState): Promise<void> {
  for (let at = 0; at < rows.length; at += PIECE) {
    await store.transaction(async (tx) => {
      for (const [key, value] of rows.slice(at, at + PIECE)) tx.put(key, value);
    });
  }
}

export function fillChips(nvm: NonVolatileMemory, { chips }: DemoHead): void {
  for (const [name, json] of Object.entries(chips)) nvm.write(name, json);
}
