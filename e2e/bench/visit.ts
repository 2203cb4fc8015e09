/** One visit of one page: it loads, keys are pressed, one is held down, and its memory is measured. */
import type { Chromium, DevTools } from './devtools.ts';
import type { Entry } from './entries.ts';
import { type HoldSeen, installProbe, type PressSeen, type Seen, type StartSeen } from './probe.ts';
import { readShown } from './shows.ts';
import { evaluate, keydown, keyup, layOut, sleep } from './steer.ts';

export interface Visit {
  readonly entry: string;
  /** Milliseconds since navigation. */
  readonly firstPaint: number;
  readonly firstFocus: number;
  /** Milliseconds from each key to its focus on the screen; null where nothing moved. */
  readonly painted: readonly (number | null)[];
  readonly doubleFrame: readonly number[];
  /** Durations by the Event Timing API, in steps of 8 ms. */
  readonly eventTiming: readonly number[];
  /** Milliseconds of the main thread per press. */
  readonly script: number;
  readonly style: number;
  readonly layout: number;
  readonly task: number;
  readonly holds: readonly {
    readonly overrun: number;
    readonly rows: number;
    readonly frames: number;
  }[];
  /** Keydowns of each hold. */
  readonly repeats: number;
  /** Megabytes after garbage collection: the script's, and those of the document's objects. */
  readonly heap: number;
  readonly domHeap: number;
  /** Elements in the document. */
  readonly nodes: number;
  /** Frames in which nothing was focused. */
  readonly lost: number;
  /** Rows from the first one to where the presses led, and to where the whole visit did. */
  readonly afterPresses: number;
  readonly endsAt: number;
  /** Texts and their places after the presses; only for the portal and for the floor that shows its picture. */
  readonly shows: readonly string[];
}

export interface VisitPlan {
  readonly presses: number;
  readonly holds: number;
  readonly repeats: number;
  /** The factor by which the processor is slowed down. */
  readonly cpu: number;
}

/** What the visited page needs besides its files; the portal needs its box. */
export interface Surroundings {
  readonly origin: string;
  /** Called before navigation. */
  prepare(page: DevTools): Promise<void>;
  /** The place of an item in the list, counted from 0. */
  indexOf(id: string): number;
}

/** An empty page of the same origin. */
export const BLANK = 'blank';

/** A remote's key repeats about 30 times a second. */
const REPEAT_MS = 33;
/** A viewer releases the key somewhere between two repeats; here always half-way. */
const RELEASE_MS = 16;
/** From the paint of one press to the next press. */
const BETWEEN_MS = 40;
/** After this time everything is written that a press causes, also what is not visible yet. */
const QUIET_MS = 300;
const LIMIT_MS = 30_000;
const MB = 1_000_000;

/** Hands out the probe's messages in their order. @throws Error after half a minute of silence. */
function listen(page: DevTools) {
  const told: Seen[] = [];
  let complaint = '';
  page.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    complaint ||= `: ${JSON.stringify(exceptionDetails).slice(0, 500)}`;
  });
  let wake = () => {};
  page.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name !== 'tell') return;
    told.push(JSON.parse(String(payload)));
    wake();
  });
  return async <T>(kind: Seen['kind']): Promise<T> => {
    const end = performance.now() + LIMIT_MS;
    for (;;) {
      const at = told.findIndex((seen) => seen.kind === kind);
      if (at >= 0) return told.splice(at, 1)[0] as T;
      if (performance.now() > end) throw new Error(`the page shows no ${kind}${complaint}`);
      await Promise.race([new Promise<void>((resolve) => (wake = resolve)), sleep(1_000)]);
    }
  };
}

async function metrics(page: DevTools): Promise<Record<string, number>> {
  const answer = await page.send<{ metrics: { name: string; value: number }[] }>(
    'Performance.getMetrics',
  );
  return Object.fromEntries(answer.metrics.map(({ name, value }) => [name, value]));
}

async function open(page: DevTools, entry: Entry, around: Surroundings, cpu: number) {
  await layOut(page);
  // Starts the renderer process of this origin before it is slowed down: that is not to be measured.
  await page.send('Page.navigate', { url: `${around.origin}${BLANK}` });
  await sleep(200);
  await page.send('Runtime.addBinding', { name: 'tell' });
  await around.prepare(page);
  const source = `(${installProbe})(${JSON.stringify(entry.inList)})`;
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source });
  await page.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.send('Page.navigate', { url: around.origin });
}

async function holdDown(page: DevTools, repeats: number): Promise<void> {
  const begin = performance.now();
  const sent: Promise<unknown>[] = [];
  // Sent without waiting for each other: a remote does not wait for the page either.
  for (let at = 0; at < repeats; at++) {
    await sleep(Math.max(0, begin + at * REPEAT_MS - performance.now()));
    sent.push(keydown(page, at > 0));
  }
  await sleep(Math.max(0, begin + (repeats - 1) * REPEAT_MS + RELEASE_MS - performance.now()));
  sent.push(keyup(page));
  await Promise.all(sent);
}

async function heap(page: DevTools): Promise<{ heap: number; domHeap: number }> {
  await page.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round++) await page.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0 } = await page.send<{
    usedSize: number;
    embedderHeapUsedSize?: number;
  }>('Runtime.getHeapUsage');
  return { heap: usedSize / MB, domHeap: embedderHeapUsedSize / MB };
}

export async function visit(
  chromium: Chromium,
  entry: Entry,
  around: Surroundings,
  plan: VisitPlan,
): Promise<Visit> {
  const { page, close } = await chromium.newPage();
  try {
    const next = listen(page);
    await open(page, entry, around, plan.cpu);
    const start = await next<StartSeen>('start');
    await sleep(300);
    const paints = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`;
    const firstPaint = await evaluate<number>(page, paints);

    const before = await metrics(page);
    const presses: PressSeen[] = [];
    for (let at = 0; at < plan.presses; at++) {
      await keydown(page);
      await keyup(page);
      presses.push(await next<PressSeen>('press'));
      // Varied, so that presses do not always fall on the same point of a frame.
      await sleep(BETWEEN_MS + ((at * 7) % 17));
    }
    const after = await metrics(page);
    await sleep(QUIET_MS);
    const isPicture = entry.kind === 'ours' || entry.kind === 'picture';
    const shows = isPicture ? await evaluate<string[]>(page, `(${readShown})()`) : [];
    const perPress = (name: string) => (1000 * (after[name]! - before[name]!)) / plan.presses;

    const holds: Visit['holds'][number][] = [];
    const first = around.indexOf(start.id);
    // The first press shows how many items a row has.
    const columns = around.indexOf(presses[0]?.id ?? '') - first;
    const rowOf = (id: string) => (around.indexOf(id) - first) / columns;
    const afterPresses = rowOf(presses[presses.length - 1]?.id ?? start.id);
    let row = afterPresses;
    for (let at = 0; at < plan.holds; at++) {
      await evaluate(page, 'probe.hold()');
      await holdDown(page, plan.repeats);
      const { overrun, frames, id } = await next<HoldSeen>('hold');
      const now = rowOf(id);
      holds.push({ overrun, rows: now - row, frames });
      row = now;
    }
    const eventTiming = await evaluate<number[]>(page, 'probe.events');
    const lost = await evaluate<number>(page, 'probe.lost');
    const nodes = await evaluate<number>(page, `document.querySelectorAll('*').length`);
    await page.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    return {
      entry: entry.name,
      firstPaint,
      firstFocus: start.firstFocus,
      painted: presses.map(({ painted }) => painted),
      doubleFrame: presses.map(({ doubleFrame }) => doubleFrame),
      eventTiming,
      script: perPress('ScriptDuration'),
      style: perPress('RecalcStyleDuration'),
      layout: perPress('LayoutDuration'),
      task: perPress('TaskDuration'),
      holds,
      repeats: plan.repeats,
      ...(await heap(page)),
      nodes,
      lost,
      afterPresses,
      endsAt: row,
      shows,
    };
  } finally {
    await close();
  }
}
