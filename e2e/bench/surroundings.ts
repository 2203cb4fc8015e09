/** What each page is visited with: static files for the peers; box, TSP and a thousand services for the portal. */
import { seedWith } from '../../mocks/boss/seed.ts';
import { type OperatorSide, startOperatorSide } from '../operatorSide.ts';
import type { DevTools } from './devtools.ts';
import type { Entry } from './entries.ts';
import { BLANK, type Surroundings } from './visit.ts';

export const SERVICES = 1_000;

/** In the page: the box's object, whose other end is in this process. */
const HOST = `window.stbHost = { postMessage: (json) => toHost(json), onmessage: null };`;

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

/** A fresh operator's side for one visit. */
export async function surround(entry: Entry): Promise<Surroundings & { close(): Promise<void> }> {
  const seed = { services: SERVICES };
  const title = { 'zh-CN': '一千项业务', en: 'A thousand services' };
  const side = await startOperatorSide({
    dist: entry.dist,
    scenario: { title, seed },
    async route(path, _, response) {
      if (path !== `/${BLANK}`) return false;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
      return true;
    },
  });
  const close = () => side.close();
  const { origin } = side;
  if (entry.kind === 'floor' || entry.kind === 'peer') {
    const indexOf = (id: string) => Number(id.slice(entry.inList.length));
    return { origin, prepare: async () => {}, indexOf, close };
  }
  const order = new Map(
    seedWith(seed).services.map(({ serviceId }, index) => [`${entry.inList}${serviceId}`, index]),
  );
  return {
    origin,
    prepare: async (page) => {
      if (entry.kind === 'ours') await putBoxInto(page, side);
    },
    // A place whose page has not come yet has its number in its id.
    indexOf: (id) => order.get(id) ?? Number(/\d+$/.exec(id)?.[0] ?? Number.NaN),
    close,
  };
}
