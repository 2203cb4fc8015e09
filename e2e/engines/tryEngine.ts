/** Tries one engine: its browser, an operator's side and a card of its own, the journey, and pictures of it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GALAXY_CABLE, startOperatorSide } from '../shipped/operatorSide.ts';
import { boxWire } from './boxWire.ts';
import { until, type Viewport } from './driver.ts';
import type { Engine } from './engines.ts';
import { BLANK_POLICY, missingFeatures } from './features.ts';
import { NotHere } from './install.ts';
import { type Journey, travel } from './journey.ts';

export interface Visit {
  readonly id: string;
  readonly name: string;
  readonly isOrdinary: boolean;
  /** As the engine's user agent says. */
  readonly version: string;
  readonly missing: readonly string[];
  readonly journey: Journey | null;
  /** `null`: it paid. */
  readonly failure: string | null;
  /** The engine is not available; nothing was tried. */
  readonly isAbsent: boolean;
}

export interface Look {
  /** Its name in the table; `''` for the ordinary look. */
  readonly name: string;
  readonly viewport: Viewport;
  /** The query of the address, with its question mark. */
  readonly query: string;
  /** An ES5 script that runs before the portal. */
  readonly before?: string;
}

const START_MS = 30_000;
const PAGE_SIDE = readFileSync(join(import.meta.dirname, 'pageSide.js'), 'utf8');

const withPageSide = (html: string): string =>
  html.replace('<script', '<script src="/page-side.js"></script><script');

/** The version in a user agent, like `Chrome/64.0.3264.0`; for WebKits, the engine's number. */
const versionIn = (agent: string): string =>
  /(?:Chrome|Firefox)\/[\d.]+/.exec(agent)?.[0] ?? /AppleWebKit\/[\d.]+/.exec(agent)?.[0] ?? agent;

/** Tries an engine. Never throws: failures are in the answer. Pictures are written to the folder `pictures`. */
export async function tryEngine(
  engine: Engine,
  look: Look,
  dist: string,
  pictures: string,
): Promise<Visit> {
  const { id } = engine;
  const { viewport, query, before = '' } = look;
  const name = [engine.name, look.name].filter(Boolean).join(', ');
  let visit: Visit = {
    id,
    name,
    isOrdinary: look.name === '',
    version: '',
    missing: [],
    journey: null,
    failure: null,
    isAbsent: false,
  };
  try {
    engine.install();
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    return { ...visit, failure: error.message, isAbsent: true };
  }
  mkdirSync(pictures, { recursive: true });
  const script = { 'Content-Type': 'text/javascript' };
  const side = await startOperatorSide({
    dist,
    operator: GALAXY_CABLE,
    page: withPageSide,
    async route(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/page-side.js')
        return new Response(PAGE_SIDE + before, { headers: script });
      if (pathname !== '/blank.html') return box(request);
      const page = '<!doctype html><title>blank</title>';
      return new Response(page, {
        headers: { 'Content-Type': 'text/html', 'Content-Security-Policy': BLANK_POLICY },
      });
    },
  });
  const box = boxWire(() => side.world.host);
  try {
    const driver = await engine.open(viewport);
    let shown = 0;
    const picture = async (screen: string) => {
      writeFileSync(join(pictures, `${++shown}-${screen}.png`), await driver.screenshot());
    };
    try {
      await driver.goto(`${side.origin}blank.html`);
      await until('a blank page', START_MS, () =>
        driver.eval<boolean>('location.pathname==="/blank.html"&&document.readyState==="complete"'),
      );
      const version = versionIn(await driver.eval<string>('navigator.userAgent'));
      visit = { ...visit, version, missing: await missingFeatures(driver) };
      visit = {
        ...visit,
        journey: await travel({
          driver,
          side,
          query,
          listsReceipts: viewport.width > 1000,
          picture,
        }),
      };
    } catch (error) {
      visit = { ...visit, failure: String((error as Error).message) };
      await picture('failed').catch(() => {});
      const last = 'window.measured.errors.concat(window.measured.said.slice(-8))';
      const said = await driver.eval<string[]>(last).catch(() => []);
      if (said.length > 0) visit = { ...visit, failure: `${visit.failure} [${said.join('; ')}]` };
    } finally {
      await driver.close();
    }
  } catch (error) {
    visit = { ...visit, failure: `does not start: ${(error as Error).message}` };
  } finally {
    await side.close();
  }
  return visit;
}
