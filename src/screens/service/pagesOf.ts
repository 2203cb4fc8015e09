/** Cuts long texts into pages that fit a screen without measuring: wide characters count twice, lines by their end. */

const LINES = 11;
/** Half-widths in a line of the reading area. */
const LINE_WIDTH = 92;

const widthOf = (text: string): number => {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) > 0xff ? 2 : 1;
  return width;
};

/** Lines a paragraph takes at most; words may leave some of each line empty. */
const linesOf = (text: string): number => Math.max(1, Math.ceil(widthOf(text) / (LINE_WIDTH - 6)));

/** Sentences with their end, so that a page never breaks inside one. */
const sentencesOf = (paragraph: string): string[] =>
  paragraph.match(/[^。！？；.!?;]*[。！？；.!?;]+\s*|[^。！？；.!?;]+$/g) ?? [paragraph];

/** The text as pages of paragraphs. Always at least one page. */
export function pagesOf(text: string): string[][] {
  const pages: string[][] = [[]];
  let used = 0;
  for (const paragraph of text.split('\n')) {
    let part = '';
    for (const sentence of sentencesOf(paragraph)) {
      if (used + linesOf(part + sentence) > LINES && used + part.length > 0) {
        if (part !== '') pages[pages.length - 1]!.push(part);
        pages.push([]);
        used = 0;
        part = '';
      }
      part += sentence;
    }
    if (part.trim() !== '') {
      pages[pages.length - 1]!.push(part);
      used += linesOf(part);
    }
  }
  return pages;
}
