/** The designer's stage: the portal on a simulated television, its remote, and every switch of the simulated world. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { PAGE_BEGUN, type PortalPage } from '../../../src/app/gallery/look/wearLook.ts';
import type { World } from '../../world/world.ts';
import { WORLD_MADE } from '../worldMade.ts';
import { optionsFrom } from './options.ts';
import { forwardKey, watchPortal } from './portalPage.ts';
import { Stage } from './Stage.tsx';
import { createStage, type PortalWindow } from './stage.ts';
import './stage.css';

/** Elements that use keys themselves. */
const OWN_KEYS = 'input, select, textarea';

/** Browsers refuse an address that changes more often for long, as while a colour is dragged. */
const ADDRESS_MS = 200;

/** Writes the first address at once, and the last of many soon. */
function writeAddress(): (address: string) => void {
  let timer = 0;
  let next: string | null = null;
  return function write(address) {
    if (timer !== 0) {
      next = address;
      return;
    }
    history.replaceState(null, '', address);
    timer = window.setTimeout(() => {
      timer = 0;
      const last = next;
      next = null;
      if (last !== null) write(last);
    }, ADDRESS_MS);
  };
}

export function startStage(root: Element): void {
  const stage = createStage(optionsFrom(location.search, location.hash), writeAddress());
  window.addEventListener(PAGE_BEGUN, (event) => {
    const page = (event as CustomEvent<PortalPage>).detail;
    stage.begin(page);
    if (stage.page.peek() === page) watchPortal(stage, page.window as PortalWindow);
  });
  window.addEventListener(WORLD_MADE, (event) => stage.enter((event as CustomEvent<World>).detail));
  // An address that is pasted over this one and differs in its look alone.
  window.addEventListener('hashchange', () => location.reload());
  for (const phase of ['keydown', 'keyup'] as const) {
    window.addEventListener(phase, (event) => {
      const at = event.target instanceof Element ? event.target : null;
      const isButtons = at?.closest('button, a') && (event.key === 'Enter' || event.key === ' ');
      if (!at?.closest(OWN_KEYS) && !isButtons) forwardKey(stage, event, phase);
    });
  }
  effect(() => {
    const { ui } = stage.options.value;
    document.documentElement.lang = ui;
    document.title = ui === 'en' ? 'Stage' : '设计舞台';
  });
  document.documentElement.dataset.stage = '';
  // What the page itself says until now.
  root.textContent = '';
  render(<Stage stage={stage} />, root);
}
