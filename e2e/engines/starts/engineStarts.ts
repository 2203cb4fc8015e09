/** Short losses in a real engine of a box, in real time: each file of a usual start, lost in each way, once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOSSES, type Loss, lossyProxy } from '../../shipped/lossyProxy.ts';
import { startOperatorSide } from '../../shipped/operatorSide.ts';
import { DIST } from '../../shipped/shippedBuild.ts';
import { boxWire } from '../boxWire.ts';
import type { Driver } from '../driver.ts';
import { engines } from '../engines.ts';
import { FILE_NAMES, FILES, type FileName } from './startFiles.ts';

const PAGE_SIDE = readFileSync(join(import.meta.dirname, '../pageSide.js'), 'utf8');
const VIEWPORT = { width: 1280, height: 720 };
const GIVEN_UP_MS = 20_000;
const LOOK_MS = 100;

/** What a box without ports of its own asks for. */
const USUAL = FILE_NAMES.slice(0, FILE_NAMES.indexOf('webusb'));

const IS_WHOLE = `(function(){var a=document.getElementById("app"),c=window.portalChunks;
return !!(a&&a.getAttribute("data-screen")==="home"&&document.querySelectorAll("[data-focused]").length===1&&
c&&c.late&&typeof c.late!=="string"&&getComputedStyle(document.documentElement).getPropertyValue("--late-whole"))})()`;

/** Seconds of one start until its second half is there, too; `null`: it did not come up. */
async function started(driver: Driver, file: FileName, loss: Loss): Promise<number | null> {
  const side = await startOperatorSide({
    dist: DIST,
    page: (html) => html.replace('<script', '<script src="/page-side.js"></script><script'),
    route: async (request) =>
      new URL(request.url).pathname === '/page-side.js'
        ? new Response(PAGE_SIDE, { headers: { 'Content-Type': 'text/javascript' } })
        : box(request),
  });
  const box = boxWire(() => side.world.host);
  const proxy = await lossyProxy(side.origin);
  let isFirst = true;
  proxy.lose(FILES[file], loss, () => {
    const isLost = isFirst;
    isFirst = false;
    return isLost;
  });
  try {
    const begun = performance.now();
    await driver.goto(proxy.origin);
    for (;;) {
      if (await driver.eval<boolean>(IS_WHOLE).catch(() => false)) {
        return (performance.now() - begun) / 1_000;
      }
      if (performance.now() - begun > GIVEN_UP_MS) return null;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  } finally {
    await driver.goto('about:blank').catch(() => {});
    await proxy.close();
    await side.close();
  }
}

/** Name of the engine, and for each loss the longest start in seconds, with what was lost in it. */
export async function engineStarts(
  id: string,
  print: (line: string) => void,
): Promise<{ readonly cells: readonly string[]; readonly faults: number }> {
  const engine = engines.find((one) => one.id === id);
  if (!engine) throw new Error(`--engines: there is no engine ${id}`);
  engine.install();
  const driver = await engine.open(VIEWPORT);
  const cells = [engine.name];
  let faults = 0;
  for (const loss of Object.keys(LOSSES) as Loss[]) {
    let worst: readonly [number, FileName] = [0, USUAL[0]!];
    for (const file of USUAL) {
      const seconds = await started(driver, file, loss);
      print(`${engine.name}, ${file} ${loss}: ${seconds?.toFixed(1) ?? 'never'}`);
      if (seconds === null) faults++;
      if (seconds === null || seconds > worst[0]) worst = [seconds ?? Infinity, file];
    }
    cells.push(
      worst[0] === Infinity ? `**never: ${worst[1]}**` : `${worst[0].toFixed(1)} (${worst[1]})`,
    );
  }
  await driver.close();
  return { cells, faults };
}
