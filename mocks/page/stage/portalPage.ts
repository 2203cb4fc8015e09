/** Watches the portal's page for the stage: its screen, the keys that reach it, and going on by itself. */
import { commandOf } from '../../../src/remote/keyProfile.ts';
import type { Command } from '../../../src/remote/keys.ts';
import { plainLine } from './logLine.ts';
import { profileNamed } from './profiles.ts';
import type { KeyPhase } from './sendKey.ts';
import type { PortalWindow, Stage } from './stage.ts';

const isDigit = (command: Command | undefined): boolean => /^\d$/.test(command ?? '');

/** Notes a key in the log. Digits may be secret, so only the fact that there was one is noted. */
function noteKey(stage: Stage, event: KeyboardEvent): void {
  const command = commandOf(profileNamed(stage.options.value.keys).keys, event);
  if (event.repeat) return;
  const what = isDigit(command) ? '•' : (command ?? '?');
  const more = isDigit(command) ? '' : String(event.keyCode || event.which);
  stage.note(plainLine(Date.now(), 'key', what, more));
}

/** Sends a key of the computer with the code of the chosen remote. True when it stands for a command. */
export function forwardKey(stage: Stage, event: KeyboardEvent, phase: KeyPhase): boolean {
  const command = commandOf(profileNamed('desktop').keys, event);
  if (command === undefined) return false;
  event.preventDefault();
  stage.press(command, phase, event.repeat);
  return true;
}

/** Screens on which OK leads on, and the id on which to press it; '' is where the focus starts. */
const WAY: Readonly<Record<string, string>> = { home: '', service: '', confirm: 'pay' };

/** The time between two tries: a screen may still be loading. */
const AGAIN_MS = 700;

/** What moves in the portal has come to rest by then. */
const REST_MS = 300;

/** Presses OK from screen to screen until the wanted step is shown; any other end of the payment ends it, too. */
function createGuide(stage: Stage, page: Window, root: Element): () => void {
  const target = /^to:(.+)$/.exec(stage.options.value.screen)?.[1];
  let isOver = target === undefined;
  let timer = 0;
  const guide = () => {
    page.clearTimeout(timer);
    const screen = root.getAttribute('data-screen') ?? '';
    if (screen === target || /^(refused|outOfService|insertSameCard)$/.test(screen)) isOver = true;
    if (isOver) return;
    timer = page.setTimeout(guide, AGAIN_MS);
    if (!root.hasAttribute('data-ready') || !(screen in WAY)) return;
    const aim = WAY[screen]!;
    const key = aim === '' || root.querySelector('[data-focused]')?.id === aim ? 'ok' : 'left';
    stage.press(key, 'keydown');
    stage.press(key, 'keyup');
  };
  return guide;
}

/** Counts paints: after a change, and once what moves has come to rest. */
function watchPaint(stage: Stage, page: PortalWindow): void {
  const count = () => {
    if (stage.page.peek()?.window === page) stage.painted.value++;
  };
  let isWaiting = false;
  let rest = 0;
  const soon = () => {
    page.clearTimeout(rest);
    rest = page.setTimeout(count, REST_MS);
    if (isWaiting) return;
    isWaiting = true;
    page.requestAnimationFrame(() => {
      isWaiting = false;
      count();
    });
  };
  new MutationObserver(soon).observe(page.document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  page.addEventListener('load', soon);
}

export function watchPortal(stage: Stage, page: PortalWindow): void {
  for (const phase of ['keydown', 'keyup'] as const) {
    page.addEventListener(
      phase,
      (event) => {
        // Keys that go straight to the page have the computer's codes, so they are sent again with the remote's.
        if (event.isTrusted && stage.options.value.keys !== 'desktop') {
          event.stopImmediatePropagation();
          forwardKey(stage, event, phase);
        } else if (phase === 'keydown') noteKey(stage, event);
      },
      true,
    );
  }
  watchPaint(stage, page);
  const root = page.document.getElementById('app');
  if (!root) return;
  const guide = createGuide(stage, page, root);
  let before = '';
  const look = () => {
    const screen = root.getAttribute('data-screen') ?? '';
    if (screen !== before) {
      before = screen;
      stage.screen.value = screen;
      stage.note(plainLine(Date.now(), 'step', screen));
    }
    guide();
  };
  const attributeFilter = ['data-screen', 'data-ready'];
  new MutationObserver(look).observe(root, { attributes: true, attributeFilter });
}
