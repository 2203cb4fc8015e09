/**
 * Says, before the portal's own screens can, what is waited for: in two languages, because no file of words is there yet. The page's
 * own text stands until something is asked for again.
 */
import type { Awaited } from './awaited.ts';

const tries: { [K in Awaited]?: number } = {};
let began: string | null;

function show(cause = ''): void {
  const line = document.getElementById('waiting');
  if (!line) return;
  began = began || line.textContent;
  const [what] = Object.keys(tries) as Awaited[];
  if (!what) line.textContent = began;
  else {
    const [chinese, english] = what.split('|');
    line.textContent = `正在等待${chinese}，第 ${tries[what]} 次 · Waiting for ${english}, try ${tries[what]} ${cause}`;
  }
}

/** It is asked for once more. `cause`: why, for technicians. */
export function waitFor(what: Awaited, cause?: string): void {
  tries[what] = (tries[what] || 1) + 1;
  show(cause);
}

/** It is there. */
export function waitNoMore(what: Awaited): void {
  delete tries[what];
  show();
}
