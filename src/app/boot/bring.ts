/** Brings scripts and style sheets into the page, until each is in effect, whole. */
import { PAGE } from './awaited.ts';
import { untilWhole } from './untilWhole.ts';

/** With the pause that follows it is as long as any other answer is waited for. */
const STILL_MS = 3_000;

/**
 * The page asks first, as it does for any file. When that fails or stands still the file is read apart, where an answer can be seen and
 * given up; the page then takes it from the cache.
 *
 * `isThere`: whether all of it is in effect. That it has loaded says little: half of it loads as well, and so does a page. `trust` makes
 * the address of a script; a style sheet has none.
 */
export function bring(
  url: string,
  isThere: () => unknown,
  trust?: (address: string) => string,
): Promise<void> {
  return new Promise((resolve) => {
    let tries = 0;
    function again(): void {
      tries++;
      // The page that a network's gate answers instead is no script and no style sheet.
      const whole = (text: string, status: number) =>
        isThere() || (status === 200 && text[0] !== '<') || undefined;
      void untilWhole(PAGE, url, whole, tries).then(({ address }) => insert(address));
    }
    function insert(address: string): void {
      let isOver = false;
      const end = (): void => {
        if (isThere()) resolve();
        else if (!isOver) {
          // Old engines let no later style sheet count before one that is on its way.
          if (!trust) document.head.removeChild(element);
          again();
        }
        isOver = true;
        clearTimeout(timer);
      };
      if (isThere()) {
        resolve();
        return;
      }
      const timer = setTimeout(end, STILL_MS);
      const element = document.createElement(trust ? 'script' : 'link');
      element.onload = element.onerror = end;
      if (trust) (element as HTMLScriptElement).src = trust(address);
      else Object.assign(element, { rel: 'stylesheet', href: address });
      document.head.appendChild(element);
    }
    insert(url);
  });
}
