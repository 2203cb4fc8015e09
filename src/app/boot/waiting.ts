/**
 * Says, before the portal's own screens can, what is waited for: in two languages, because no file of words is there yet. The page's
 * own text stands until something is asked for again.
 */

/** What is waited for, in Chinese and English. */
const NAMES = {
  page: ['页面', 'the page'],
  settings: ['设置', 'the settings'],
  words: ['文字', 'the words'],
  keys: ['遥控器键码', 'the keys of the remote'],
  box: ['机顶盒', 'the box'],
} as const;

export type Awaited = keyof typeof NAMES;

const tries: { [K in Awaited]?: number } = {};
let began: string | null;

function show(cause = ''): void {
  const line = document.getElementById('waiting');
  if (!line) return;
  began = began || line.textContent;
  const [what] = Object.keys(tries) as Awaited[];
  line.textContent = what
    ? `正在等待${NAMES[what][0]}，第 ${tries[what]} 次 · Waiting for ${NAMES[what][1]}, try ${tries[what]} ${cause}`
    : began;
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
