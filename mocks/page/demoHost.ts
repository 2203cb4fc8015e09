/** The demonstration in the browser: loaded once, kept in a database of its own, and begun again when its day is old. */
import type { Instant } from '../../src/shared/time.ts';
import { type DemoState, demoStateOf } from '../operator/demo/demoState.ts';
import { type Begun, beginDemo, begunDemo } from '../operator/demo/demoStore.ts';
import { browserStore } from '../store/browserStore.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import type { Store } from '../store/store.ts';

const RECORDED = new URL('../operator/demo/demonstration.jsonl.gz', import.meta.url);
const STORE = 'pretend-demonstration';
/** Its afternoon must not become a night: after this long it begins again. */
const LONGEST_MS = 5 * 3_600_000;

export interface DemoHost {
  readonly store: Store;
  readonly head: DemoState['head'];
  /** Looked at only: the chips belong to the recording. */
  readonly nvm: NonVolatileMemory;
  /** By how much its time is ahead of the real one; it may be negative. */
  readonly aheadMs: number;
}

async function recorded(): Promise<DemoState> {
  const response = await fetch(RECORDED);
  if (!response.ok || !response.body) throw new Error(`${RECORDED} does not come`);
  // A server may say that the file is packed; then the browser has unpacked it.
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const body = new Response(bytes).body!;
  const plain = isPacked ? body.pipeThrough(new DecompressionStream('gzip')) : body;
  return demoStateOf(await new Response(plain).text());
}

const hostOf = (store: Store, { head, begunAt }: Begun): DemoHost => ({
  store,
  head,
  nvm: { read: (name) => head.chips[name] ?? null, write() {}, clear() {} },
  aheadMs: head.now - begunAt,
});

/** The demonstration as it was left, if its day still runs. */
export async function keptDemo(realNow: Instant): Promise<DemoHost | undefined> {
  const store = browserStore(STORE);
  const begun = await begunDemo(store);
  const age = begun ? realNow - begun.begunAt : -1;
  return begun && age >= 0 && age < LONGEST_MS ? hostOf(store, begun) : undefined;
}

/** Begins the demonstration, one tab at a time. @throws Error when its file does not come. */
export function freshDemo(realNow: Instant): Promise<DemoHost> {
  return navigator.locks.request(STORE, async () => {
    const kept = await keptDemo(realNow);
    if (kept) return kept;
    const demo = await recorded();
    const store = browserStore(STORE);
    await store.clear();
    await beginDemo(store, demo, realNow);
    return hostOf(store, { head: demo.head, begunAt: realNow });
  });
}
