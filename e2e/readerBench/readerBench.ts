/** Measures what the bridge adds to every APDU in a slowed-down Chromium: one table, and an exit code for the goal. */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { startChromium } from '../bench/devtools.ts';
import { findChromium } from '../findChromium.mjs';
import type { PortSeen } from './page.ts';

const SLOWER = 6;
const COMMANDS = 1_000;
/** Not counted: the first commands run code that is not compiled yet. */
const WARM_UP = 100;
/** Milliseconds a command. */
const GOAL_MS = 2;

const PORTS = [
  ['host-object', ''],
  ['websocket', ''],
  ['webusb', 'tpdu'],
  ['webusb', 'short-apdu'],
  ['webusb', 'extended-apdu'],
  ['webusb', 't1'],
  ['webhid', 'ccid'],
  ['webhid', 'length-byte'],
  ['webhid', 'r6'],
] as const;

const say = (line: string) => void process.stdout.write(`${line}\n`);

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

/** The mean matters, because the throttle stops the page's thread in bursts that hit only few commands. */
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

async function serve(script: string) {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://localhost:${port}/`, close: () => server.close() };
}

/** Runs the bench; answers the exit code. */
export async function readerBench(root: string, check: boolean): Promise<number> {
  const path = findChromium();
  if (path === null) throw new Error('no Chromium: run `npm test`, or set CHROMIUM_PATH');
  mkdirSync(join(root, '.cache'), { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [join(root, 'e2e/readerBench/page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome111',
    logLevel: 'error',
  });
  const site = await serve(outputFiles[0]!.text);
  const chromium = await startChromium(path);
  let isMissed = false;
  try {
    say(`Milliseconds an APDU, processor ${SLOWER} times slower, ${COMMANDS} commands each:\n`);
    say(
      '| port | reader | bridge p50 | mean | p95 | device mean | APDUs a second | sent to read a purse |',
    );
    say('| --- | --- | --- | --- | --- | --- | --- | --- |');
    for (const [port, model] of PORTS) {
      const { page, close } = await chromium.newPage();
      await page.send('Page.enable');
      const loaded = new Promise<void>((resolve) =>
        page.on('Page.loadEventFired', () => resolve()),
      );
      await page.send('Page.navigate', { url: site.origin });
      await loaded;
      await page.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      const { result, exceptionDetails } = await page.send<{
        result: { value: PortSeen };
        exceptionDetails?: object;
      }>('Runtime.evaluate', {
        expression: `measure(${JSON.stringify(port)}, ${JSON.stringify(model)}, ${COMMANDS})`,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails).slice(0, 500));
      const all = result.value.all.slice(WARM_UP);
      const device = result.value.device.slice(WARM_UP);
      const ours = all.map((ms, at) => ms - device[at]!);
      const half = quantile(ours, 0.5);
      if (!(half < GOAL_MS && mean(ours) < GOAL_MS)) isMissed = true;
      const cells = [half, mean(ours), quantile(ours, 0.95), mean(device)].map((ms) =>
        ms.toFixed(2),
      );
      const rate = (1000 / mean(all)).toFixed(0);
      say(`| ${port} | ${model} | ${cells.join(' | ')} | ${rate} | ${result.value.sent} |`);
      await close();
    }
    say(
      `\nGoal: the bridge's median and mean under ${GOAL_MS} ms: ${isMissed ? 'missed' : 'met'}.`,
    );
  } finally {
    await chromium.close();
    site.close();
  }
  return check && isMissed ? 1 : 0;
}
