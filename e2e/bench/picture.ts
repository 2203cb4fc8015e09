/** The floor that shows the portal's own screen: taken from the running portal, moved by a page written by hand. */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chromium, DevTools } from './devtools.ts';
import { bundlePage, type Entry, weighFolder } from './entries.ts';
import { evaluate, keydown, keyup, layOut, sleep } from './steer.ts';
import { SERVICES, surround } from './surroundings.ts';

export const PICTURE = "floor: the portal's picture, no framework";

/** The texts of a card, in the order in which peers/pictureFloor.js writes them. */
interface Card {
  readonly id: string;
  readonly at: number;
  readonly icon: string;
  readonly drawing: string;
  readonly title: string;
  readonly introduction: string;
  readonly price: string;
  readonly number: string;
  /** Its tone and its words. */
  readonly pill: readonly [string, string] | null;
}

/** Runs in the portal's page, sent there as text: remembers every card that is written. */
function collectCards(): void {
  const cards = new Map<number, Card>();
  const read = (card: Element): Card => {
    const pill = card.querySelector('[data-tone]');
    const [, words, foot] = Array.from(card.children);
    const text = (parent: Element, at: number) => parent.children[at]!.textContent!;
    return {
      id: card.id,
      at: Number(card.getAttribute('aria-posinset')) - 1,
      icon: card.querySelector('[data-icon]')!.getAttribute('data-icon')!,
      drawing: card.querySelector('path')!.getAttribute('d')!,
      title: text(words!, 0),
      introduction: text(words!, 1),
      price: foot!.firstElementChild!.firstElementChild!.textContent!,
      number: text(foot!, 1),
      pill: pill && [pill.getAttribute('data-tone')!, pill.textContent!],
    };
  };
  const look = () => {
    for (const element of Array.from(document.querySelectorAll('[role=option][id^=service-]'))) {
      const card = read(element);
      cards.set(card.at, card);
    }
    requestAnimationFrame(look);
  };
  look();
  Object.assign(window, { cards });
}

const LOOK_MS = 20;
const LIMIT_MS = 60_000;

async function until(page: DevTools, expression: string, step = async () => {}): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (!(await evaluate<boolean>(page, expression))) {
    if (performance.now() > end)
      throw new Error(`this never became true in the portal: ${expression}`);
    await step();
    await sleep(LOOK_MS);
  }
}

/** Takes the portal's markup with its list focused, without anything that loads or runs, and the texts of all its cards. */
async function takePicture(chromium: Chromium, portal: Entry): Promise<[string, Card[]]> {
  const around = await surround(portal);
  const { page, close } = await chromium.newPage();
  try {
    await layOut(page);
    await around.prepare(page);
    await page.send('Page.navigate', { url: around.origin });
    await until(page, `!!document.querySelector('[id^=service-][data-focused]')`);
    await evaluate(page, `(${collectCards})()`);
    await until(page, `document.querySelectorAll('[role=listbox] > *').length === 4`);
    const markup = await evaluate<string>(
      page,
      `(() => {
        const copy = document.documentElement.cloneNode(true);
        for (const element of copy.querySelectorAll('script, template, noscript, link[rel=preload]')) element.remove();
        return copy.outerHTML;
      })()`,
    );
    await until(page, `cards.size === ${SERVICES}`, async () => {
      await keydown(page);
      await keyup(page);
    });
    const cards = await evaluate<Card[]>(page, '[...cards.values()].sort((a, b) => a.at - b.at)');
    return [markup, cards];
  } finally {
    await close();
    await around.close();
  }
}

/** Builds the floor into `dist`. */
export async function buildPicture(
  root: string,
  chromium: Chromium,
  portal: Entry,
  dist: string,
): Promise<Entry> {
  const [markup, cards] = await takePicture(chromium, portal);
  mkdirSync(join(dist, 'assets'), { recursive: true });
  for (const name of readdirSync(join(portal.dist, 'assets'))) {
    if (name.endsWith('.css')) {
      copyFileSync(join(portal.dist, 'assets', name), join(dist, 'assets', name));
    }
  }
  // The host serves only a folder that has the operator's settings.
  copyFileSync(join(portal.dist, 'config.json'), join(dist, 'config.json'));
  // Inside a script element a `<` in the data could end the element.
  const data = JSON.stringify(cards).replace(/</g, '\\u003c');
  const tail = `<script type="application/json" id="cards">${data}</script><script defer src="./page.js"></script>`;
  const html = `<!doctype html>\n${markup.replace('</body>', () => `${tail}</body>`)}\n`;
  writeFileSync(join(dist, 'index.html'), html);
  await bundlePage(join(root, 'e2e/bench/peers/pictureFloor.js'), dist);
  return {
    name: PICTURE,
    kind: 'picture',
    dist,
    inList: portal.inList,
    js: weighFolder(dist, '.js'),
    css: portal.css,
  };
}
