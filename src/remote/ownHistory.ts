/** The browser's history as one more Back key: it is reported, and never leaves the page. */

/** The part of a window that is used. */
export interface HistoryPage {
  readonly history: Pick<History, 'state' | 'pushState'>;
  onpopstate: unknown;
}

const ABOVE = 'portal';

/**
 * The page stands one entry above itself: going back arrives at the same page, which reports it and steps up again.
 * Engines that call popstate at load do so with the upper entry, which means nothing.
 */
export function ownHistory(page: HistoryPage, onBack: () => void): void {
  const { history } = page;
  const stepUp = () => {
    const isBelow = history.state !== ABOVE;
    if (isBelow) history.pushState(ABOVE, '');
    return isBelow;
  };
  stepUp();
  page.onpopstate = () => {
    if (stepUp()) onBack();
  };
}
