/**
 * FNV-1a (32 bits) over a text's UTF-16 units, as eight hex digits. It names a file of words and checks it: a file cut
 * off, misread or of another build has another one. It guards against accidents, not against people.
 */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return `0000000${(hash >>> 0).toString(16)}`.slice(-8);
}
