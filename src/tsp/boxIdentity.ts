/** The identity of this box: in production a key in the CA smart card or TEE, behind the host's sign function. */
import type { Bytes } from '../shared/bytes.ts';

export interface BoxIdentity {
  readonly stbId: string;
  /** HMAC-SHA256 under the box key, which never leaves its place. Rejects when the box cannot sign. */
  sign(message: Bytes): Promise<Bytes>;
}
