/**
 * The box inside the page, with the platform on a real host: `?backend` is the host of this page, `?backend=http://host:port`
 * another one. The state of box and cards is kept in the page, for each state of the host.
 */
import { bypass, HttpResponse, http } from 'msw';
import { setupWorker } from 'msw/browser';
import { consoleLog } from '../../src/shared/log.ts';
import { createOccurrences } from '../box/occurrences.ts';
import { createSimulatedBox, type SimulatedBox } from '../box/simulatedBox.ts';
import type { Environment, Fetch } from '../environment/environment.ts';
import { createFaultStates } from '../faults/faultStates.ts';
import { DEFAULT_SCENARIO, scenarios } from '../faults/scenarios.ts';
import type { PretendBox } from '../operator/backend/pretendBoxes.ts';
import {
  type BrowserHostParts,
  daemonOf,
  dropReset,
  forgetJournal,
  giveReaders,
  localNvm,
  prepare,
  readerFrom,
  showToSubscriber,
} from './browserPage.ts';
import { showScenarios } from './scenarioList.ts';

const ASK_AGAIN_MS = 2_000;

function kept(): PretendBox | null {
  const json = localNvm.read('given-box');
  return json === null ? null : (JSON.parse(json) as PretendBox);
}

/** Gets a box from the host, or keeps the present one; `null`: the host gives none. */
async function askForBox(origin: string, query: URLSearchParams): Promise<PretendBox | null> {
  const box = query.get('box') ?? '';
  const have = kept();
  const isOurs = have !== null && (box === '' || Number(box) === have.box);
  const asking = new URLSearchParams({ box, ...(isOurs ? { have: have.state } : {}) });
  const answer = await fetch(`${origin}/pretend/box?${asking}`, { method: 'POST' });
  if (answer.status === 204) return have;
  if (answer.status === 201) return (await answer.json()) as PretendBox;
  const told = (await answer.json().catch(() => null)) as { detail?: string } | null;
  say(told?.detail ?? `${origin}: HTTP ${answer.status}`);
  return null;
}

function say(text: string): void {
  document.body.textContent = text;
}

/** What a page sees is the same whether no host is there or the host does not allow the page's origin. */
function noAnswer(origin: string): string {
  const notAllowed =
    origin === location.origin
      ? ''
      : `, or it does not allow this origin (\`origins\`: ${location.origin})`;
  return `${origin}: no answer. "npm run backend" does not run there${notAllowed}.`;
}

/** Asks again and again, since the host may still be starting. */
async function identityFrom(origin: string, query: URLSearchParams): Promise<PretendBox | null> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      const given = await askForBox(origin, query);
      if (given && !isFirst) location.reload();
      return given;
    } catch {
      const have = kept();
      if (have) return have;
      if (isFirst) say(noAnswer(origin));
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

/** Forwards the portal's requests to the other host, through the simulated network with its faults. */
async function forward({ network }: SimulatedBox, config: object): Promise<void> {
  const worker = setupWorker(
    http.all('*/tsp/v1/*', async ({ request }) => {
      try {
        return await network.fetch(request);
      } catch {
        return HttpResponse.error();
      }
    }),
    http.get('*/config.json', async ({ request }) => {
      const own = await fetch(bypass(request)).then((response) => response.json());
      return HttpResponse.json({ ...own, ...config });
    }),
  );
  await worker.start({
    quiet: true,
    serviceWorker: { url: './mockServiceWorker.js' },
    onUnhandledRequest: 'bypass',
  });
}

const wireTo =
  (origin: string): Fetch =>
  async (request) => {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const { method, headers } = request;
    const body = text === '' ? {} : { body: text };
    return fetch(bypass(new Request(origin + pathname + search, { method, headers, ...body })));
  };

/** Starts the box. Answers false when something other than the portal is shown. */
export async function startBrowserBox(
  parts: BrowserHostParts,
  root: Element,
  query: URLSearchParams,
  config: object,
): Promise<boolean> {
  const origin = (query.get('backend') || location.origin).replace(/\/$/, '');
  const isElsewhere = origin !== location.origin;
  if (isElsewhere && !navigator.serviceWorker) {
    query.set('backend', '');
    location.replace(`${origin}/?${query}`);
    return false;
  }
  const name = query.get('scenario') ?? DEFAULT_SCENARIO;
  const scenario = scenarios[name];
  if (!scenario) {
    showScenarios(document.body, name);
    return false;
  }
  if (query.has('reset')) {
    localNvm.clear();
    dropReset(query);
  }
  const given = await identityFrom(origin, query);
  if (given === null) return false;
  const day = `${origin} ${given.state} ${given.cardSerial} ${name}`;
  const isNewDay = localNvm.read('scenario') !== day;
  if (isNewDay) {
    localNvm.clear();
    await forgetJournal();
    localNvm.write('scenario', day);
    localNvm.write('given-box', JSON.stringify(given));
  }

  const environment: Environment = { ...parts, log: consoleLog };
  const reader = readerFrom(query);
  const box = createSimulatedBox({
    environment,
    nvm: localNvm,
    scenario,
    faultStates: createFaultStates(localNvm),
    occurrences: createOccurrences(localNvm),
    identity: given,
    reader,
    pace: Number(query.get('pace') ?? '1') || 1,
    powerCut: () => location.reload(),
    toTsp: wireTo(origin),
  });
  box.subscriber.isAutomatic = query.get('hand') !== 'off';
  if (isNewDay) prepare(box, query);
  window.simulatedBox = box;
  if (isElsewhere) await forward(box, { ...daemonOf(reader.port), ...config });
  giveReaders(box, reader.port);
  showToSubscriber(box, root);
  return true;
}
