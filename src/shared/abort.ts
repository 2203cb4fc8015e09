/** A one-shot cancellation, in the shape of AbortController (which Chromium has from 66 only). */
export interface Abort {
  readonly aborted: boolean;
  /** Calls back once when aborted (at once if it already is); returns the way to stop listening. */
  onAbort(callback: () => void): () => void;
}

export interface AbortSource {
  readonly signal: Abort;
  abort(): void;
}

export function abortSource(): AbortSource {
  let aborted = false;
  const callbacks = new Set<() => void>();
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      onAbort(callback) {
        if (aborted) callback();
        else callbacks.add(callback);
        return () => {
          callbacks.delete(callback);
        };
      },
    },
    abort() {
      if (aborted) return;
      aborted = true;
      callbacks.forEach((callback) => {
        callback();
      });
      callbacks.clear();
    },
  };
}

/** Never aborts, so it keeps nobody who wants to be called. */
export const neverAborted: Abort = { aborted: false, onAbort: () => () => {} };
