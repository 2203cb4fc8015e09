/** The stage's eyes and hands inside the portal's page: what it shows, which keys reach it, and going on by itself. */
import { commandOf } from '../../src/remote/keyProfile.ts';
import type { Command } from '../../src/remote/keys.ts';
import { REACHABLE } from './choices.ts';
import { plainLine } from './logLine.ts';
import { profileNamed } from './profiles.ts';
import type { KeyPhase } from './sendKey.ts';
import type { PortalWindow, Stage } from './stage.ts';

const isDigit = (command: Command | undefined): boolean => /^\d$/.test(command ?? '');

/** Digits may be a secret: the log tells that there was one. */
function noteKey(stage: Stage, event: KeyboardEvent): void {
  const command = commandOf(profileNamed(stage.choices.value.keys).keys, event);
  if (event.repeat) return;
  const what = isDigit(command) ? '•' : (command ?? '?');
  const more = isDigit(command) ? '' : String(event.keyCode || event.which);
  stage.note(plainLine(Date.now(), 'key', what, more));
}

/** A key of the computer, as the remote in hand has it. True when that remote has such a key. */
export function forwardKey(stage: Stage, event: KeyboardEvent, phase: KeyPhase): boolean {
  const command = commandOf(profileNamed('desktop').keys, event);
  if (command === undefined) return false;
  event.preventDefault();
  stage.press(command, phase, event.repeat);
  return true;
}

/** Presses OK from screen to screen until the wanted step is there; whatever leads elsewhere ends the journey. */
function createGuide(stage: Stage, root: Element): () => void {
  const target = /^to:(.+)$/.exec(stage.choices.value.screen)?.[1];
  const path = ['recovering', 'home', ...REACHABLE.slice(0, 2)];
  let isOver = target === undefined;
  return () => {
    const screen = root.getAttribute('data-screen') ?? '';
    if (isOver || screen === '') return;
    if (screen === target || /^(refused|outOfService|insertSameCard)$/.test(screen)) isOver = true;
    if (isOver || !root.hasAttribute('data-ready') || !path.includes(screen)) return;
    stage.press('ok', 'keydown');
    stage.press('ok', 'keyup');
  };
}

export function watchPortal(stage: Stage, page: PortalWindow): void {
  for (const phase of ['keydown', 'keyup'] as const) {
    page.addEventListener(
      phase,
      (event) => {
        // Keys of the computer that go straight to the page speak the wrong language, unless it is a computer's remote.
        if (event.isTrusted && stage.choices.value.keys !== 'desktop') {
          event.stopImmediatePropagation();
          forwardKey(stage, event, phase);
        } else if (phase === 'keydown') noteKey(stage, event);
      },
      true,
    );
  }
  const root = page.document.getElementById('app');
  if (!root) return;
  const guide = createGuide(stage, root);
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
