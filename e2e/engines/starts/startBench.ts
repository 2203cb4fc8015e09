/** Prints the wire of a start at 256 kbit/s and half a second to every first byte, as multiples of that half second. */
import { type BrowserContext, chromium } from '@playwright/test';
import { optionsOf, wholeNumber } from '../../../mocks/start/options.mjs';
import { findJourneyChromium } from '../../findChromium.mjs';
import { wireHost } from '../../shipped/boxWire.ts';
import { startOperatorSide } from '../../shipped/operatorSide.ts';
import { DIST, requireBuild } from '../../shipped/shippedBuild.ts';

const LATENCY_MS = 500;
const BYTES_PER_SECOND = 32_000;

const program = {
  usage: 'npm run bench:start -- [options]      docs/integrate/start.md',
  options: {
    rounds: {
      type: 'string',
      is: 'N',
      default: '3',
      about: 'starts, each in a new box; 3',
      ...wholeNumber(1, 100),
    },
  },
} as const;

/** One request; times in milliseconds from the first one. */
interface Line {
  readonly path: string;
  readonly sent: number;
  begun: number;
  ended: number;
  bytes: number;
}

interface Start {
  readonly lines: readonly Line[];
  /** From the navigation to the focus in the list. */
  readonly focusMs: number;
}

interface Told {
  readonly requestId: string;
  readonly timestamp: number;
  readonly request: { readonly url: string; readonly method: string };
  readonly encodedDataLength: number;
}

async function start(context: BrowserContext): Promise<Start> {
  const side = await startOperatorSide({ dist: DIST });
  const page = await context.newPage();
  try {
    await wireHost(page, () => side.world);
    await page.addInitScript(() => {
      const look = () => {
        const isThere = document.querySelector('[data-screen=home] [id^=service-][data-focused]');
        if (isThere) Object.assign(window, { focusMs: performance.now() });
        else requestAnimationFrame(look);
      };
      look();
    });
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY_MS,
      downloadThroughput: BYTES_PER_SECOND,
      uploadThroughput: BYTES_PER_SECOND,
    });
    const lines = new Map<string, Line>();
    let began = 0;
    const hear = (event: string, note: (line: Line | undefined, told: Told, at: number) => void) =>
      wire.on(event as 'Network.requestWillBeSent', (told) => {
        began ||= told.timestamp;
        const at = 1000 * (told.timestamp - began);
        note(lines.get(told.requestId), told as unknown as Told, at);
      });
    hear('Network.requestWillBeSent', (_, { requestId, request }, sent) => {
      const { pathname, search } = new URL(request.url);
      const path = `${request.method} ${pathname}${search}`;
      lines.set(requestId, { path, sent, begun: Number.NaN, ended: Number.NaN, bytes: 0 });
    });
    hear('Network.responseReceived', (line, _, at) => {
      if (line) line.begun = at;
    });
    hear('Network.loadingFinished', (line, { encodedDataLength }, at) => {
      if (line) Object.assign(line, { ended: at, bytes: encodedDataLength });
    });
    await page.goto(side.origin, { waitUntil: 'commit' });
    const seen = await page.waitForFunction(
      () => (window as unknown as { focusMs?: number }).focusMs,
      null,
      { timeout: 60_000 },
    );
    const focusMs = (await seen.jsonValue())!;
    return { lines: [...lines.values()].filter(({ sent }) => sent < focusMs), focusMs };
  } finally {
    await page.close();
    await side.close();
  }
}

const times = (ms: number): string => (Number.isNaN(ms) ? '–' : (ms / LATENCY_MS).toFixed(2));

/** A table of the quickest start: what others of this machine did at the same time only makes a start longer. */
function tableOf(starts: readonly Start[]): string {
  const [best] = [...starts].sort((a, b) => a.focusMs - b.focusMs);
  const rows = best!.lines.map(({ path, sent, begun, ended, bytes }) =>
    [times(sent), times(begun), times(ended), (bytes / 1000).toFixed(1), path].join(' | '),
  );
  const bytes = best!.lines.reduce((sum, line) => sum + line.bytes, 0);
  const pipeMs = (1000 * bytes) / BYTES_PER_SECOND;
  return [
    `Times are multiples of ${LATENCY_MS} ms, which is what one round trip costs.`,
    '',
    '| sent | first byte | last byte | kB | |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
    `First focus: ${times(best!.focusMs)} round trips, of which the bytes alone need ${times(pipeMs)}.`,
  ].join('\n');
}

export async function main(args: readonly string[]): Promise<number> {
  const { rounds } = optionsOf(args, program);
  const executablePath = findJourneyChromium();
  if (executablePath === null) throw new Error('no Chromium found: set CHROMIUM_PATH');
  requireBuild();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: sandbox });
  const starts: Start[] = [];
  for (let round = 0; round < Number(rounds); round++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    starts.push(await start(context));
    await context.close();
  }
  await browser.close();
  process.stdout.write(`${tableOf(starts)}\n`);
  return 0;
}
