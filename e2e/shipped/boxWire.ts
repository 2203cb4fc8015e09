/**
 * The object that a box's native host puts into the page (docs/integrate/host-bridge.md), and the eyes of the simulated subscriber. The box
 * itself, and the card in it, are in this process.
 */
import type { Page } from '@playwright/test';
import type { World } from '../../mocks/world/world.ts';

type Here = Pick<World, 'host' | 'subscriber'>;

interface BoxWindow extends Window {
  toBox(from: string, json: string): void;
  toHand(screen: string): void;
  /** Left for this process: a message of the box to the page `to`. */
  boxSays(to: string, json: string): void;
}

/** From the next load on. What the box still had to say to a page that is gone, it never says to the next. */
export async function wireHost(page: Page, world: () => Here): Promise<void> {
  let saying: Promise<unknown> = Promise.resolve();
  await page.exposeFunction('toBox', (from: string, json: string) => {
    const { host } = world();
    host.onmessage = ({ data }) => {
      saying = saying
        .then(() =>
          page.evaluate(([to, text]) => (window as unknown as BoxWindow).boxSays?.(to, text), [
            from,
            String(data),
          ] as const),
        )
        .catch(() => {
          // The page is on its way to another one, or closed.
        });
    };
    host.postMessage(json);
  });
  await page.addInitScript(() => {
    const { toBox } = window as unknown as BoxWindow;
    const me = String(Math.random());
    window.stbHost = { postMessage: (json) => toBox(me, json), onmessage: null };
    (window as unknown as BoxWindow).boxSays = (to, data) => {
      if (to !== me) return;
      // What the portal throws at it is the page's own fault then, and not that of who has asked here.
      queueMicrotask(() => window.stbHost?.onmessage?.({ data }));
    };
  });
}

/** From the next load on, the subscriber sees which screen is shown. */
export async function showToSubscriber(page: Page, world: () => Here): Promise<void> {
  await page.exposeFunction('toHand', (screen: string) => world().subscriber.sees(screen));
  await page.addInitScript(() => {
    const { toHand } = window as unknown as BoxWindow;
    document.addEventListener('DOMContentLoaded', () => {
      const root = document.querySelector('#app');
      if (!root) return;
      const look = () => {
        const screen = root.getAttribute('data-screen');
        if (screen) toHand(screen);
      };
      const attributeFilter = ['data-screen'];
      new MutationObserver(look).observe(root, { attributes: true, attributeFilter });
      look();
    });
  });
}
