/** What each page needs around it: static files for the peers; box, TSP and a thousand services for the portal. */
import { startFront } from '../../mocks/operator/backend/front/httpFront.ts';
import { staticFiles } from '../../mocks/operator/backend/front/staticFiles.ts';
import { seedWith } from '../../mocks/operator/boss/seed/seed.ts';
import { silentLog } from '../../src/shared/log.ts';
import { type OperatorSide, startOperatorSide } from '../shipped/operatorSide.ts';
import type { DevTools } from './devtools.ts';
import type { Entry } from './entries.ts';
import { BLANK, type Surroundings } from './visit.ts';

export const SERVICES = 1_000;

/** Script for the page: the box's host object, whose other end is in this process. */
const HOST = `window.stbHost = { postMessage: (json) => toHost(json), onmessage: null };`;

const blank = () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });

async function putBoxInto(page: DevTools, { world }: OperatorSide): Promise<void> {
  await page.send('Runtime.addBinding', { name: 'toHost' });
  page.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === 'toHost') world.host.postMessage(String(payload));
  });
  world.host.onmessage = ({ data }) => {
    const expression = `stbHost.onmessage?.({ data: ${JSON.stringify(data)} })`;
    page.send('Runtime.evaluate', { expression }).catch(() => {});
  };
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: HOST });
}

/** Serves a page that needs only its own files, under a policy that allows its inline parts. */
async function standAlone(entry: Entry): Promise<Surroundings & { close(): Promise<void> }> {
  const policy = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";
  const files = staticFiles({ folder: entry.dist, under: '/', policy });
  const { port, close } = await startFront({
    name: 'peer',
    port: 0,
    bind: '127.0.0.1',
    bodyBytes: 0,
    headers: {},
    log: silentLog,
    fetch: async (request) =>
      new URL(request.url).pathname === `/${BLANK}` ? blank() : files(request),
  });
  return {
    origin: `http://localhost:${port}/`,
    prepare: async () => {},
    indexOf: (id) => Number(id.slice(entry.inList.length)),
    close: () => close(0),
  };
}

/** Starts what one visit needs: for the portal, a new operator's side. */
export async function surround(entry: Entry): Promise<Surroundings & { close(): Promise<void> }> {
  const seed = { services: SERVICES };
  const title = { 'zh-CN': '一千项业务', en: 'A thousand services' };
  if (entry.kind === 'floor' || entry.kind === 'peer') return standAlone(entry);
  const side = await startOperatorSide({
    dist: entry.dist,
    scenario: { title, seed },
    async route(request) {
      return new URL(request.url).pathname === `/${BLANK}` ? blank() : null;
    },
  });
  const close = () => side.close();
  const { origin } = side;
  const order = new Map(
    seedWith(seed).services.map(({ serviceId }, index) => [`${entry.inList}${serviceId}`, index]),
  );
  return {
    origin,
    prepare: async (page) => {
      if (entry.kind === 'ours') await putBoxInto(page, side);
    },
    // A card whose catalogue page has not been loaded yet has its number in its id.
    indexOf: (id) => order.get(id) ?? Number(/\d+$/.exec(id)?.[0] ?? Number.NaN),
    close,
  };
}
