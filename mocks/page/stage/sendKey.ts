/** A key event as a box's browser would make it, in the portal's own page. */
import type { KeyCode } from './profiles.ts';

export type KeyPhase = 'keydown' | 'keyup';
type PortalWindow = Window & { readonly KeyboardEvent: typeof KeyboardEvent };

/** `key` and `code` say nothing, as on most boxes: a portal that needs them would be found out here. */
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
