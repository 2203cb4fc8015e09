/** The box's identity behind its host: the key stays in the CA card or TEE, the host signs. */

import type { HostLink } from '../reader/hostObject/hostLink.ts';
import { fromHex, toHex } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { BoxIdentity } from '../tsp/boxIdentity.ts';

/** Whoever has the key may be slow, and is not asked twice for the same. */
const SIGN_MS = 30_000;
/** An answer counts whenever it comes; it is asked for again long before. */
const IDENTITY_MS = 600_000;
const SIGNATURE_BYTES = 32;

export interface SlowBox {
  /** It has not said for long who it is. */
  onSilent(): void;
  /** Whether a signature is long in coming. */
  onSlow(isSlow: boolean): void;
}

/** Asks the host who this box is. The error says, for a technician, what the host did not give. */
export async function hostBox(
  link: HostLink | undefined,
  { onSilent, onSlow }: SlowBox,
): Promise<Result<BoxIdentity, string>> {
  if (!link) return fail('no stbHost object in the page');
  const identity = await link.ask({ method: 'identity' }, IDENTITY_MS, onSilent);
  if (!identity.ok) return fail(`stbHost "identity": ${identity.error.code}`);
  const { stbId } = identity.value as { stbId?: unknown };
  if (typeof stbId !== 'string' || !/^[A-Za-z0-9_-]{1,40}$/.test(stbId)) {
    return fail('stbHost "identity": no stbId');
  }
  return ok({
    stbId,
    async sign(message) {
      const data = toHex(message);
      const answer = await link.ask({ method: 'sign', data }, SIGN_MS, () => onSlow(true));
      onSlow(false);
      if (!answer.ok) throw new Error(`stbHost "sign": ${answer.error.code}`);
      const { signature } = answer.value as { signature?: unknown };
      const bytes = typeof signature === 'string' ? fromHex(signature) : fromHex('');
      if (bytes.length !== SIGNATURE_BYTES) throw new Error('stbHost "sign": no signature');
      return bytes;
    },
  });
}
