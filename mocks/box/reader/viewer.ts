/** Who sits before a browser's chooser: whether a key was just pressed, and what is done with the list. */
export interface Viewer {
  /** A key was pressed a moment ago; a chooser opens only then. */
  isGesturing: boolean;
  /** Takes the reader on the list; otherwise goes back. */
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
