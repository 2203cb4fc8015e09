/** Reads what a page shows as text: two pages that are compared must show the same. */

/**
 * Runs in the page, sent there as text. Answers every visible text with its place, with `>` before the focused one, but
 * not the time of day.
 */
export function readShown(): string[] {
  const shown: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    // A framework writes a sentence as several text nodes; parsed markup has it as one.
    if (text.previousSibling instanceof Text) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getClientRects()[0];
    const parent = text.parentElement!;
    if (box === undefined || /^\d\d:\d\d$/.test(text.wholeText)) continue;
    const hit = document.elementFromPoint(box.left + 1, box.top + box.height / 2);
    if (hit === null || !parent.contains(hit)) continue;
    const mark = parent.closest('[data-focused]') ? '>' : '';
    shown.push(`${Math.round(box.left)},${Math.round(box.top)} ${mark}${text.wholeText}`);
  }
  return shown.sort();
}
