/** Randomness as an injected part: a CSPRNG in production, seeded in simulations. */
import { type Bytes, toHex } from './bytes.ts';
import type { Instant } from './time.ts';

export interface Random {
  bytes(length: number): Bytes;
}

/** A version-4 UUID. */
export function uuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = toHex(bytes).toLowerCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: 48 bits of time, 80 of randomness, sortable by time. */
export function ulid(now: Instant, random: Random): string {
  let time = '';
  for (let rest = Math.floor(now), i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    time = CROCKFORD[rest % 32] + time;
  }
  let tail = '';
  random.bytes(16).forEach((byte) => {
    tail += CROCKFORD[byte % 32];
  });
  return time + tail;
}
