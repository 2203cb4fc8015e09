/** Sends a key event like a box's browser, in the portal's own page. */
import type { KeyCode } from './profiles.ts';

export type KeyPhase = 'keydown' | 'keyup';
type PortalWindow = Window & { readonly KeyboardEvent: typeof KeyboardEvent };

/** `key` and `code` are empty, as on most boxes, so that a portal that needs them fails here. */
export function sendKey(page: PortalWindow, code: KeyCode, phase: KeyPhase, repeat = false): void {
  const { keyCode } = code;
  const event = new page.KeyboardEvent(phase, {
    ...code,
    which: keyCode,
    key: 'Unidentified',
    repeat,
    bubbles: true,
    cancelable: true,
    view: page,
  });
  const { document } = page;
  (document.activeElement ?? document.body).dispatchEvent(event);
}
