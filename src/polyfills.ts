/** Adds what the libraries call and Chromium 53 lacks. Imported first; nothing else is patched. */

type WithMicrotasks = { queueMicrotask?: (callback: () => void) => void };

const page = self as WithMicrotasks;
if (!page.queueMicrotask) {
  const done = Promise.resolve();
  page.queueMicrotask = (callback) => {
    // An error inside a microtask must reach window.onerror, as it does natively, not vanish in a promise.
    done.then(callback).catch((error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
    );
  };
}
