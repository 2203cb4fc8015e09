import styles from './Qr.module.css';
import { qrCode, qrPath } from './qrCode.ts';
import { words } from './words/words.ts';

/** Light modules all round, as the standard requires. */
const QUIET = 4;

/** A QR code for a phone to scan, `size` rem high; nothing when the text is too long. */
export function Qr({ text, size }: { text: string; size: number }) {
  const code = qrCode(text);
  if (!code.ok) return null;
  const side = code.value.length + 2 * QUIET;
  return (
    <svg
      class={styles.qr}
      style={{ width: `${size}rem`, height: `${size}rem` }}
      viewBox={`-4 -4 ${side} ${side}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={words.value.history.qr}
    >
      <path d={qrPath(code.value)} />
    </svg>
  );
}
