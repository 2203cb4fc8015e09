/**
 * The injected primitives in plain script, for engines that have no WebCrypto (WebKit 602). A script of its own:
 * no other engine loads it. Not constant-time: on a box no foreign code runs beside the portal's.
 */
import type { Crypto } from '../../../shared/crypto.ts';
import { open, seal } from './aesGcm.ts';
import { hmacSha256, sha256 } from './sha256.ts';

/** Not `async`: compiled for old engines, that would bring a helper along. Rejects with what `work` throws. */
const promised =
  <In extends unknown[], Out>(work: (...given: In) => Out) =>
  (...given: In): Promise<Out> =>
    new Promise((resolve) => resolve(work(...given)));

export const ownCrypto: Crypto = {
  sha256: promised(sha256),
  hmacSha256: promised(hmacSha256),
  seal: promised(seal),
  open: promised(open),
};
