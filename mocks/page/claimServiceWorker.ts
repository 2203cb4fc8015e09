/** Makes sure that this page is controlled by the service worker that answers for the simulated world. */

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
 * A worker whose last page was just left is about to end. If the next page registers it again it stays, but it controls
 * only pages loaded afterwards, so this page is then loaded once more. Resolves when the page is controlled, or when a
 * reload did not help.
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
