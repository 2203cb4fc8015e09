/** Cuts long texts into pages that fit a screen without measuring: wide characters count twice, lines by their end. */

/** How much a page holds: lines, and half-widths in each. */
export type PageSize = readonly [lines: number, width: number];

const widthOf = (text: string): number => {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) > 0xff ? 2 : 1;
  return width;
};

/** Lines a paragraph takes at most; words may leave some of each line empty. */
const linesOf = (text: string, width: number): number =>
  Math.max(1, Math.ceil(widthOf(text) / (width - 6)));

/** Sentences with their end, so that a page never breaks inside one. */
const sentencesOf = (paragraph: string): string[] =>
  paragraph.match(/[^。！？；.!?;]*[。！？；.!?;]+\s*|[^。！？；.!?;]+$/g) ?? [paragraph];

/** The text as pages of paragraphs. Always at least one page. */
export function pagesOf(text: string, [lines, width]: PageSize): string[][] {
  const pages: string[][] = [[]];
  let used = 0;
  for (const paragraph of text.split('\n')) {
    let part = '';
    for (const sentence of sentencesOf(paragraph)) {
      if (used + linesOf(part + sentence, width) > lines && used + part.length > 0) {
        if (part !== '') pages[pages.length - 1]!.push(part);
        pages.push([]);
        used = 0;
        part = '';
      }
      part += sentence;
    }
    if (part.trim() !== '') {
      pages[pages.length - 1]!.push(part);
      used += linesOf(part, width);
    }
  }
  return pages;
}
