/**
 * FNV-1a (32 bits) over a text's UTF-16 units, as eight hex digits. It names a word file and checks it: a file that is cut
 * off, misread or from another build has another fingerprint. It guards against accidents, not against attacks.
 */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return `0000000${(hash >>> 0).toString(16)}`.slice(-8);
}
