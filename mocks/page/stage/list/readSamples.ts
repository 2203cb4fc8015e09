/** Reads the text of every sample off a gallery in a frame that nobody sees. */
import type { StageOptions } from '../options.ts';
import { portalAddress } from '../portalAddress.ts';

type Read = (id: string, text: string) => void;

const frame = (page: Window) => new Promise((resolve) => page.requestAnimationFrame(resolve));

/** Resolves once it holds; asked at every frame. */
async function until<T>(
  page: Window,
  ask: () => T | undefined,
  isOver: () => boolean,
): Promise<T | undefined> {
  for (let found = ask(); !isOver(); found = ask()) {
    if (found !== undefined) return found;
    await frame(page);
  }
  return undefined;
}

/** Calls `read` for one sample after the other, in the chosen language and with the own words. Returns the way to end it. */
export function readSamples(options: StageOptions, read: Read): () => void {
  let isOver = false;
  const element = document.createElement('iframe');
  Object.assign(element.style, {
    position: 'fixed',
    left: '0',
    top: '0',
    zIndex: '-1',
    opacity: '0',
    pointerEvents: 'none',
    border: '0',
  });
  element.width = '1280';
  element.height = '720';
  element.tabIndex = -1;
  element.title = '';
  element.setAttribute('aria-hidden', 'true');
  element.src = portalAddress(
    { ...options, screen: 'home', motion: 'off', type: 'standard' },
    false,
  );
  const readAll = async () => {
    const gallery = await until(
      window,
      () => element.contentWindow?.gallery,
      () => isOver,
    );
    for (const id of gallery?.ids ?? []) {
      if (isOver) return;
      await gallery!.show(id);
      await frame(window);
      await frame(window);
      const text = element.contentDocument?.body.innerText ?? '';
      if (!isOver) read(id, text);
    }
    end();
  };
  const end = () => {
    isOver = true;
    element.remove();
  };
  document.body.append(element);
  void readAll();
  return end;
}
