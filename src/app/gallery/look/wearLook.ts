/** Puts the look of the address on this page, and tells the page around it, which may change it. Only in builds with the simulated world. */
import { effect } from '@preact/signals';
import type { Language } from '../../../shared/text.ts';
import { language, speak, words } from '../../../ui/words/words.ts';
import type { OnUtter } from '../../speech.ts';
import { lookOfHash, NO_LOOK, type OwnLook } from './ownLook.ts';
import { type WordTree, withOwnWords } from './ownWords.ts';
import { OWN_TOKENS, tokenBlocks, tokenCss } from './tokenBlocks.ts';

/** The event on the window around the portal's page when that begins; `detail` is a `PortalPage`. */
export const PAGE_BEGUN = 'portal-page';

export interface PortalPage {
  readonly window: Window & { onUtter?: OnUtter };
  /** Changes tokens and words at once; a skin is asked for by the address alone. */
  wear(look: OwnLook): void;
  /** The words of the present language without own ones; reactive in this page alone. */
  words(): { readonly language: Language; readonly tree: WordTree };
}

const originals = new Map<Language, object>();
/** The words that have been put on, so that they are not taken for those of a file. */
const worn = new WeakSet<object>();
let own = NO_LOOK.words;

function wearWords(): void {
  const wanted = language.peek();
  const original = originals.get(wanted);
  if (!original) return;
  const next = withOwnWords(original as typeof words.value, own[wanted] ?? {});
  worn.add(next);
  speak(wanted, next);
}

function wearTokens(look: OwnLook): void {
  const known = document.getElementById(OWN_TOKENS);
  const css = tokenCss(tokenBlocks(document), look.tokens);
  if (css === '' && !known) return;
  const style = known ?? document.createElement('style');
  style.id = OWN_TOKENS;
  style.textContent = css;
  // Behind the body: after every style sheet of the portal, also those that come late.
  if (!known) document.documentElement.append(style);
}

function wear(look: OwnLook): void {
  wearTokens(look);
  own = look.words;
  wearWords();
}

/** Call it before the portal starts. */
export function wearLook(): void {
  effect(() => {
    const spoken = words.value;
    if (worn.has(spoken) || Object.keys(spoken).length === 0) return;
    originals.set(language.peek(), spoken);
    wearWords();
  });
  wear(lookOfHash(location.hash));
  const page: PortalPage = {
    window,
    wear,
    words: () => ({
      language: language.peek(),
      tree: (originals.get(language.peek()) ?? {}) as WordTree,
    }),
  };
  if (window.parent === window) return;
  try {
    window.parent.dispatchEvent(new CustomEvent(PAGE_BEGUN, { detail: page }));
  } catch {
    // The page is embedded in one of another origin.
  }
}
