/** The designer's stage: the portal on a simulated television, its remote, and every switch of the simulated world. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import type { World } from '../../world/world.ts';
import { WORLD_MADE } from '../worldMade.ts';
import { optionsFrom } from './options.ts';
import { forwardKey, watchPortal } from './portalPage.ts';
import { Stage } from './Stage.tsx';
import { createStage, type PortalWindow } from './stage.ts';
import './stage.css';

/** Elements that use keys themselves. */
const OWN_KEYS = 'input, select, textarea';

export function startStage(root: Element): void {
  const address = (search: string) => history.replaceState(null, '', search);
  const stage = createStage(optionsFrom(location.search), address);
  window.addEventListener(WORLD_MADE, (event) => {
    stage.enter((event as CustomEvent<World>).detail);
    watchPortal(stage, stage.frame!.contentWindow as PortalWindow);
  });
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
