const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The same bug has the same seven characters, `7K3-0D42`, in the log and over the phone: FNV-1a of its text. */
export function crashCode(error: unknown): string {
  let hash = 0x811c9dc5;
  for (const sign of String(error)) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193);
  let code = '';
  for (let i = 0; i < 7; i++, hash = (hash >>> 5) | (hash << 27)) {
    code += (i === 3 ? '-' : '') + LETTERS.charAt(hash & 31);
  }
  return code;
}
