/**
 * The page's parts at an address of plain http, where browsers offer no WebCrypto: for simulated boxes on a local
 * network. A script changed on its way could sign anything, so no build for real money has this file in it.
 */
import { type BrowserParts, pageClock, pageTimers } from './browserParts.ts';
import { ownCrypto } from './ownCrypto/ownCrypto.ts';
import { webRandom } from './webCrypto.ts';

export const plainHttpParts = (): BrowserParts => ({
  clock: pageClock,
  timers: pageTimers,
  random: webRandom,
  crypto: ownCrypto,
});
