/** Whether the viewer can see the page. */

/** The document. */
interface SightSource {
  readonly hidden: boolean;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
}

/** Only a change is believed: there are boxes that call every page hidden. */
export function pageSight(page: SightSource): () => boolean {
  let isSeen = true;
  page.addEventListener('visibilitychange', () => {
    isSeen = !page.hidden;
  });
  return () => isSeen;
}
