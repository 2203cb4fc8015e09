/**
 * Connects the page with the box in this process: the host object that a box's native host puts into the page
 * (docs/integrate/host-bridge.md), and the screen name that the simulated subscriber looks at.
 */
import type { Page } from '@playwright/test';
import type { World } from '../../mocks/world/world.ts';

type Here = Pick<World, 'host' | 'subscriber'>;

interface BoxWindow extends Window {
  toBox(from: string, json: string): void;
  toHand(screen: string): void;
  /** Called from this process: delivers a message of the box to the page `to`. */
  boxSays(to: string, json: string): void;
}

/** Takes effect at the next load. A message for a page that is gone is never delivered to the next page. */
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
          // The page is being left, or is closed.
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
      // In a microtask, so that an error of the portal is reported as the page's and does not reject this call.
      queueMicrotask(() => window.stbHost?.onmessage?.({ data }));
    };
  });
}

/** Tells the simulated subscriber, from the next load on, which screen is shown. */
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
