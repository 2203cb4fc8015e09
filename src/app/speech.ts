/**
 * For boxes that can speak: what a screen reader would say, in words. Read from the document after it is painted, never
 * while a key is handled; without a voice nothing is watched at all. docs/design/accessibility.md has the contract.
 */
import { fill } from '../ui/words/fill.ts';
import { words } from '../ui/words/words.ts';

/** `interrupt`: whatever is being said is out of date. */
export type OnUtter = (text: string, options: { readonly interrupt: boolean }) => void;

/** Speaks with the host's hook, else with the browser's own voice. Returns a function that ends it. */
export const startSpeech = (root: Element): (() => void) => watch(root, window.onUtter ?? aloud);

const aloud: OnUtter = (text, { interrupt }) => {
  if (interrupt) speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = document.documentElement.lang;
  speechSynthesis.speak(utterance);
};

const BELONGS_MS = 1_000;

function watch(root: Element, speak: OnUtter): () => void {
  let screen = '';
  let news = '';
  let at = '';
  let screenAt = 0;
  let isWaiting = false;
  const look = () => {
    isWaiting = false;
    const top = topOf(root);
    const focused = top.querySelector('[data-focused]');
    const heading = textOf(top.querySelector('h1,h2'));
    const told = newsOf(top);
    const id = focused?.id ?? '';
    const parts: string[] = [];
    const isNews = heading !== screen || told !== news;
    if (isNews) {
      screenAt = performance.now();
      // The heading of a message is its first sentence.
      if (told.indexOf(heading) < 0) parts.push(heading);
      parts.push(told, amountOf(top));
    }
    if (isNews || id !== at) parts.push(itemOf(focused));
    screen = heading;
    news = told;
    at = id;
    const text = parts
      .filter((part) => part !== '')
      .map((part) => part.replace(/[.。]$/, ''))
      .join('. ');
    // What comes a little later belongs to the screen: its list has arrived.
    const interrupt = isNews || performance.now() - screenAt > BELONGS_MS;
    if (text !== '') speak(text, { interrupt });
  };
  const changed = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => setTimeout(look));
  };
  // The first screen was there before this script.
  changed();
  const observer = new MutationObserver(changed);
  observer.observe(root, {
    attributeFilter: ['data-focused'],
    characterData: true,
    childList: true,
    subtree: true,
  });
  return () => observer.disconnect();
}

/** The highest dialog, else the screen. */
function topOf(root: Element): Element {
  const dialogs = root.querySelectorAll('[role=dialog]');
  return dialogs[dialogs.length - 1] ?? root;
}

/** The text as it is seen: parts that stand apart are spoken apart. */
const textOf = (element: Element | null): string =>
  element === null
    ? ''
    : (element as HTMLElement).innerText
        .trim()
        .replace(/([.。！？!?]?)\s*\n\s*/g, (_, end) => (end ? `${end} ` : ', '));

/** Messages and states, without the focused one: it counts seconds. */
function newsOf(top: Element): string {
  const news: string[] = [];
  for (const element of Array.from(top.querySelectorAll('[role=alert],[role=status]'))) {
    if (!element.hasAttribute('data-look')) news.push(textOf(element));
  }
  return news.join('. ');
}

const amountOf = (top: Element): string =>
  textOf(top.querySelector('[data-total]')?.parentElement ?? null);

/** What the item is, and which of how many. */
function itemOf(item: Element | null): string {
  const place = item?.getAttribute('aria-posinset');
  const said = item?.getAttribute('aria-label') ?? textOf(item);
  const of = item?.getAttribute('aria-setsize');
  return place && of ? `${said}. ${fill(words.value.place, { at: place, of })}` : said;
}
