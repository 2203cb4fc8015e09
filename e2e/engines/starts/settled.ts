/**
 * Whether page, box and operator have said to each other all that they can say without any time passing. On a busy machine the page
 * hears an answer long after its host has given it: if time went on meanwhile, the start would seem to take that much longer.
 */
import type { LossyProxy } from '../../shipped/lossyProxy.ts';

/** So many times in a row nothing is under way: an answer makes the page ask for the next file. */
const QUIET_ROUNDS = 4;
/** An engine has six connections to a host: what waits behind as many silent ones moves only with time. */
const CONNECTIONS = 6;

/** What is used of a browser's page. */
interface Speaking {
  on(
    name: 'request' | 'requestfinished' | 'requestfailed',
    hear: (request: object) => void,
  ): unknown;
  evaluate(ask: () => string): Promise<unknown>;
}

/** To be called before the page asks for anything. */
export function settledPage(
  page: Speaking,
  proxy: Pick<LossyProxy, 'settled' | 'held'>,
): () => Promise<void> {
  const underWay = new Set<object>();
  page.on('request', (request) => void underWay.add(request));
  for (const end of ['requestfinished', 'requestfailed'] as const) {
    page.on(end, (request) => void underWay.delete(request));
  }
  return async () => {
    for (let quiet = 0; quiet < QUIET_ROUNDS; ) {
      await proxy.settled();
      await page.evaluate(() => document.readyState).catch(() => {});
      const held = proxy.held();
      quiet = underWay.size > held && held < CONNECTIONS ? 0 : quiet + 1;
    }
  };
}
