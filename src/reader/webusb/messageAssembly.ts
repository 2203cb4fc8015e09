/** USB-IF CCID 1.1, 4.2: whole messages out of bulk transfers, by dwLength. */
import { type Bytes, concat } from '../../shared/bytes.ts';
import { HEADER_BYTES } from '../ccid/ccidMessage.ts';

type Assembled =
  | { readonly kind: 'message'; readonly message: Bytes }
  | { readonly kind: 'more' }
  /** What had come is thrown away. */
  | { readonly kind: 'fault'; readonly fault: string };

interface MessageAssembly {
  push(bytes: Bytes): Assembled;
  reset(): void;
}

/**
 * Keeps no more than `maxBytes` and a transfer. Bytes behind a message in its transfer stay on it: its length then
 * shows as wrong.
 */
export function messageAssembly(maxBytes: number): MessageAssembly {
  let kept: Bytes = new Uint8Array(0);
  const reset = (): void => {
    kept = new Uint8Array(0);
  };
  return {
    reset,
    push(bytes) {
      kept = concat(kept, bytes);
      if (kept.length < HEADER_BYTES) return { kind: 'more' };
      const message = kept;
      const length = new DataView(message.buffer).getUint32(1, true) + HEADER_BYTES;
      if (message.length < length && length <= maxBytes) return { kind: 'more' };
      reset();
      return length > maxBytes
        ? { kind: 'fault', fault: `message of ${length} bytes` }
        : { kind: 'message', message };
    },
  };
}
