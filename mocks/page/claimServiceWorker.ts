/** Whether this page is in the hands of the worker that answers for the pretend world. */

const LOADED_AGAIN = 'loaded-for-worker';
const CLAIM_MS = 1_000;

const claimed = (workers: ServiceWorkerContainer): Promise<boolean> =>
  new Promise((resolve) => {
    const tell = () => resolve(workers.controller !== null);
    if (workers.controller) return tell();
    workers.addEventListener('controllerchange', tell, { once: true });
    setTimeout(tell, CLAIM_MS);
  });

/**
 * A worker that is about to go, because the last page it answered has just been left, stays when the next page asks for
 * it, but answers only pages that are loaded from then on: such a page is loaded once more. Resolves in a page that is
 * answered, or for which that did not help.
 */
export async function claimServiceWorker(): Promise<void> {
  const isAnswered = await claimed(navigator.serviceWorker);
  const isAgain = sessionStorage.getItem(LOADED_AGAIN) !== null;
  sessionStorage.removeItem(LOADED_AGAIN);
  if (isAnswered || isAgain) return;
  sessionStorage.setItem(LOADED_AGAIN, '');
  location.reload();
  await new Promise(() => {});
}
