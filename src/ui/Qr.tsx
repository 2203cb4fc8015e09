import { signal } from '@preact/signals';
import styles from './Qr.module.css';
import { words } from './words/words.ts';

/** Light modules all round, as the standard requires. */
const QUIET = 4;

/** How a code is drawn: in the late script, since nobody scans anything before. The place of the code is there already. */
const drawing = signal<typeof import('./qrCode.ts') | null>(null);

async function loadDrawing(): Promise<void> {
  drawing.value = await import('./qrCode.ts');
}

/** A QR code for a phone to scan, `size` rem high; nothing when the text is too long. */
export function Qr({ text, size }: { text: string; size: number }) {
  const draw = drawing.value;
  if (!draw) void loadDrawing();
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
