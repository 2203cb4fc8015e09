/** Speech, where the box has a voice; without one nothing is watched, and nothing loaded. */

/**
 * Speaks with the host's hook, else, if the operator wants it, with the browser's own voice. Returns a function that
 * ends it.
 */
export function startSpeech(root: Element, hasVoice: boolean | undefined): () => void {
  const { onUtter } = window;
  let isOver = !onUtter && !(hasVoice && window.speechSynthesis);
  let stop = () => {};
  if (!isOver) {
    void import('./speakScreen.ts').then(({ aloud, speakScreen }) => {
      if (!isOver) stop = speakScreen(root, onUtter ?? aloud);
    });
  }
  return () => {
    isOver = true;
    stop();
  };
}
