/**
 * Checks that a box is who it says it is. Only BOSS has the box keys; the session key leaves BOSS, the box key never
 * does.
 */
import { equalBytes, fromBase64, fromHex, toBase64 } from '../../../../src/shared/bytes.ts';
import type { Transaction } from '../../../store/store.ts';
import type { BossParts } from '../base/bossParts.ts';
import { keys } from '../base/bossStore.ts';
import type { BossAnswer, BossCall, BoxRecord } from '../base/bossTypes.ts';
import { refuse } from '../base/refuse.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Tells a blocked box that it is blocked only after the box has proven its key. */
export async function authenticateBox(
  tx: Transaction,
  { environment }: BossParts,
  { body }: BossCall<'authenticateBox'>,
): BossAnswer<'authenticateBox'> {
  const box = await tx.get<BoxRecord>(keys.box(body.stbId));
  if (!box) return refuse('box.unknown');
  let signature: Uint8Array;
  try {
    signature = fromBase64(body.signature);
  } catch {
    return refuse('request.invalid', { field: 'signature', detail: 'signature: not base64' });
  }
  const key = fromHex(box.key);
  const expected = await environment.crypto.hmacSha256(key, bytesOf(body.signatureBase));
  if (!equalBytes(signature, expected)) return refuse('box.signature');
  if (box.blocked) return refuse('box.blocked');
  const sessionKey = await environment.crypto.hmacSha256(
    key,
    bytesOf(`session-key|${body.boxNonce}|${body.serverNonce}`),
  );
  return {
    status: 200,
    body: { subscriberId: box.subscriberId, sessionKey: toBase64(sessionKey) },
  };
}
