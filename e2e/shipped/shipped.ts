/**
 * Journeys in the portal as it is shipped: the files of `npm run build`, served by the host's code with its headers and
 * checks (`operatorSide.ts`). World and clock are in this process. Each test has an operator's side of its own.
 */

import { join } from 'node:path';
import type { ReaderWish } from '../../mocks/box/simulatedBox.ts';
import { arm, armingsFrom } from '../../mocks/faults/arming.ts';
import { type CardName, scenarios } from '../../mocks/faults/scenarios.ts';
import { artworkIn } from '../../mocks/operator/artwork/artworkFiles.ts';
import { safetyFaults } from '../../mocks/world/invariants.ts';
import { ready } from '../page/keys.ts';
import { expect, type Page, test as watched } from '../page/watched.ts';
import { type BoxDaemon, startBoxDaemon } from './boxDaemon.ts';
import { showToSubscriber, wireHost } from './boxWire.ts';
import { type OperatorSide, type OperatorSideParts, startOperatorSide } from './operatorSide.ts';
import { wireReader } from './readerWire.ts';
import { DIST } from './shippedBuild.ts';

export { expect, type Page };

interface Beginning extends Pick<OperatorSideParts, 'operator'> {
  /** The query of the portal's address, like `lang=en`. */
  readonly query?: string;
  /** How many times quicker than real ones subscriber and card are. */
  readonly pace?: number;
  /** How the box reaches its reader; default: by the host object. */
  readonly reader?: ReaderWish;
  /** Faults in addition to the scenario's, written as in an address: `power-cut`, `boss-rejects:lasts`. */
  readonly faults?: string;
  /** The box puts no host object into the page. */
  readonly isBare?: true;
  /** The folder of the build; default: the one that all journeys share. */
  readonly dist?: string;
}

/** The simulated subscriber hurries, unless a test has to look at a screen before the card moves. */
const PACE = 10;
const artwork = artworkIn(join(import.meta.dirname, '../../mocks/operator/artwork'));
export const HUMAN_PACE: Beginning = { pace: 1 };

interface Surroundings {
  side: OperatorSide | null;
  daemon: BoxDaemon | null;
  query: string;
  aheadMs: number;
}

const known = new WeakMap<Page, Surroundings>();

export const test = watched.extend({
  page: async ({ page }, use) => {
    const around: Surroundings = { side: null, daemon: null, query: '', aheadMs: 0 };
    known.set(page, around);
    await use(page);
    const { side, daemon } = around;
    // It would go on asking a host that is closed.
    await page.goto('about:blank').catch(() => {});
    await daemon?.close();
    await side?.close();
    if (!side) return;
    expect(side.violations, 'contract violations').toEqual([]);
    expect(safetyFaults(await side.facts()), 'broken invariants of money').toEqual([]);
  },
});

function sideOf(page: Page): OperatorSide {
  const side = known.get(page)?.side;
  if (!side) throw new Error('no journey has begun on this page');
  return side;
}

export const worldOf = (page: Page): OperatorSide['world'] => sideOf(page).world;

/** Restarts the box with its page; the card still executes the command it has received. */
async function startAgain(page: Page, side: OperatorSide): Promise<void> {
  await null;
  side.world.restartBox();
  await page.reload();
}

/** Makes an operator's side, a box and a card for this page, without opening it. */
export async function begin(
  page: Page,
  scenario = 'first-day',
  beginning: Beginning = {},
): Promise<OperatorSide> {
  const around = known.get(page);
  if (!around || around.side)
    throw new Error('a journey begins only once, on the page of its test');
  const { operator = {}, pace = PACE, query = '', reader, isBare, dist = DIST } = beginning;
  const { aheadMs } = around;
  const side = await startOperatorSide({
    dist,
    artwork,
    scenario: scenarios[scenario]!,
    operator,
    pace,
    aheadMs,
    ...(reader ? { reader } : {}),
    powerCut: () => void startAgain(page, side),
  });
  Object.assign(around, { side, query });
  const { world } = side;
  arm(world.faults, armingsFrom(beginning.faults ?? ''));
  await showToSubscriber(page, () => world);
  if (isBare) return side;
  if (reader?.port === 'websocket') {
    const daemon = await startBoxDaemon(world.slot, new URL(side.origin).origin);
    around.daemon = daemon;
    side.config = JSON.stringify({ ...JSON.parse(side.config), readerDaemon: daemon.field });
    return side;
  }
  await wireHost(page, () => world);
  const { usb, hid } = world.readers;
  if (usb) await wireReader(page, 'usb', usb);
  if (hid) await wireReader(page, 'hid', hid);
  return side;
}

/** Loads the portal, for the first time or again; box and operator go on. */
export async function visit(page: Page, query = known.get(page)?.query ?? ''): Promise<void> {
  await page.goto(sideOf(page).origin + (query && `?${query}`));
}

export async function open(
  page: Page,
  scenario?: string,
  beginning?: Beginning,
): Promise<OperatorSide> {
  const side = await begin(page, scenario, beginning);
  await visit(page);
  return side;
}

export async function openHome(
  page: Page,
  scenario?: string,
  beginning?: Beginning,
): Promise<OperatorSide> {
  const side = await open(page, scenario, beginning);
  await ready(page, 'home');
  return side;
}

/** Lets the host answer 404 for these files until `found` is called. */
export function loses(page: Page, paths: RegExp): { found(): void } {
  const side = sideOf(page);
  const { route } = side;
  side.route = async (request) =>
    paths.test(new URL(request.url).pathname)
      ? new Response('no such file', { status: 404 })
      : route(request);
  return {
    found() {
      side.route = route;
    },
  };
}

/** Moves time forward for the page (whose clock is installed), the box and the operator alike. */
export async function pass(page: Page, ms: number): Promise<void> {
  sideOf(page).pass(ms);
  await page.clock.fastForward(ms);
}

const EVENING = Date.parse('2026-11-23T20:36:00+08:00');

/** Sets all clocks to the evening to which the dates in journeys belong; they go on from there. Call it before `begin`. */
export async function onTheEvening(page: Page): Promise<void> {
  const around = known.get(page)!;
  around.aheadMs = EVENING - Date.now();
  await page.addInitScript((ms) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ms;
  }, around.aheadMs);
}

/** The balance of a card, in fen. */
export const cardBalance = (page: Page, name: CardName = 'good'): number =>
  worldOf(page).card(name).state.balanceFen;
