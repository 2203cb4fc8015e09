/** Bytes and hex. Hex is upper case, without spaces; numbers are big-endian unless a name says otherwise. */

/** Bytes over a buffer of their own, as WebCrypto and WebUSB want them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** @throws TypeError when `hex` is not an even run of hex digits (blanks are allowed and dropped). */
export function fromHex(hex: string): Bytes {
  const digits = hex.replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) {
    throw new TypeError(`not hex: "${hex}"`);
  }
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(digits.substr(i * 2, 2), 16);
  return bytes;
}

export function toHex(bytes: ArrayLike<number>): string {
  let hex = '';
  for (let i = 0; i < bytes.length; i++) hex += (bytes[i]! + 0x100).toString(16).slice(1);
  return hex.toUpperCase();
}

export function concat(...parts: readonly ArrayLike<number>[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Compares in time that depends on the lengths only: MACs are compared with it. */
export function equalBytes(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

/** `value` as `length` big-endian bytes. @throws RangeError when it does not fit or is not a whole number. */
export function uintBytes(value: number, length: number): Bytes {
  if (!Number.isInteger(value) || value < 0 || value >= 256 ** length) {
    throw new RangeError(`${value} does not fit in ${length} bytes`);
  }
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** Big-endian bytes as a number; up to 6 bytes stay exact. */
export function uintFrom(bytes: ArrayLike<number>): number {
  let value = 0;
  for (let i = 0; i < bytes.length; i++) value = value * 256 + bytes[i]!;
  return value;
}

/** ASCII and UTF-8 text as bytes, without TextEncoder (WebKit 602 has none). Most of it is ASCII, which is its own bytes. */
export function utf8(text: string): Bytes {
  const ascii = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return utf8Escaped(text);
    ascii[i] = code;
  }
  return ascii;
}

function utf8Escaped(text: string): Bytes {
  const escaped = unescape(encodeURIComponent(text));
  const bytes = new Uint8Array(escaped.length);
  for (let i = 0; i < escaped.length; i++) bytes[i] = escaped.charCodeAt(i);
  return bytes;
}

export function toBase64(bytes: ArrayLike<number>): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i++) binary += String.fromCharCode(bytes[i]!);
  return btoa(binary);
}

/** @throws Error when `text` is not base64. */
export function fromBase64(text: string): Bytes {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
