import { signal } from '@preact/signals';
import styles from './Qr.module.css';
import { words } from './words/words.ts';

/** Light modules all round, as the standard requires. */
const QUIET = 4;

/** How a code is drawn. It comes with the late script, since nobody scans anything before; until then its place is empty. */
export const qrDrawing = signal<Pick<typeof import('./qrCode.ts'), 'qrCode' | 'qrPath'> | null>(
  null,
);

/** A QR code for a phone to scan, `size` rem high; nothing when the text is too long. */
export function Qr({ text, size }: { text: string; size: number }) {
  const draw = qrDrawing.value;
  const code = draw?.qrCode(text);
  if (code && !code.ok) return null;
  const side = code ? code.value.length + 2 * QUIET : 1;
  return (
    <svg
      class={styles.qr}
      style={{ width: `${size}rem`, height: `${size}rem` }}
      viewBox={`-4 -4 ${side} ${side}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={words.value.history.qr}
    >
      {draw && code && <path d={draw.qrPath(code.value)} />}
    </svg>
  );
}
