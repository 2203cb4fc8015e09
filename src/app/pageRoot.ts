/** What the page tells a screen reader, and its colour: all dialogs and screens lie in one application. */
import { effect } from '@preact/signals';
import { PLAIN_ID } from '../screens/PlainScreen.tsx';
import type { Portal } from '../screens/portal.ts';
import { readableAccent } from '../ui/accent.ts';
import { isLarge } from '../ui/layout.ts';
import { say } from '../ui/words/words.ts';
import type { OnUtter } from './speech.ts';

declare global {
  interface Window {
    /** Set by the host before the page's script runs. */
    onUtter?: OnUtter;
  }
}

/** Only boxes that speak load how. Returns a function that ends it. */
function speech(root: Element, hasVoice: boolean | undefined): () => void {
  let stop = () => {};
  if (window.onUtter || (hasVoice && window.speechSynthesis)) {
    void import('./speech.ts').then(({ startSpeech }) => {
      stop = startSpeech(root);
    });
  }
  return () => stop();
}

/**
 * Gives the browser's focus to the root, once: the element with the remote's focus is its active descendant, also while
 * screens and dialogs come and go. Returns a function that ends this.
 */
export function describeRoot(root: Element, { operator, focusedId, settings }: Portal): () => void {
  document.documentElement.style.setProperty('--accent', readableAccent(operator.accent));
  root.setAttribute('role', 'application');
  root.setAttribute('tabindex', '0');
  (root as HTMLElement).focus();
  const stops = [
    effect(() => {
      const size = settings.typeSize.value;
      isLarge.value = size === 'large';
      document.documentElement.setAttribute('data-type', size);
    }),
    effect(() => root.setAttribute('aria-label', say(operator.name))),
    effect(() => root.setAttribute('aria-activedescendant', focusedId.value)),
    speech(root, operator.speech),
  ];
  return () => {
    for (const stop of stops) stop();
    // Only a crash takes the screens away, and its one button has the focus.
    root.setAttribute('aria-activedescendant', PLAIN_ID);
  };
}
