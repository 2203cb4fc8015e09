/** The viewer who answers a browser's chooser: whether a key was just pressed, and whether a reader is chosen. */
export interface Viewer {
  /** Whether a key was just pressed; a chooser opens only then. */
  isGesturing: boolean;
  /** Whether the viewer chooses the reader in the list, or cancels. */
  chooses: boolean;
  /** @throws DOMException SecurityError outside a gesture, as Chromium does. */
  checkGesture(): void;
}

export function createViewer(): Viewer {
  const viewer: Viewer = {
    isGesturing: true,
    chooses: true,
    checkGesture() {
      if (viewer.isGesturing) return;
      const message = 'Must be handling a user gesture to show a permission request.';
      throw new DOMException(message, 'SecurityError');
    },
  };
  return viewer;
}
