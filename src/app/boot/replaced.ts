/** A build that was replaced on its server while this page was starting, or open: its files are gone, and the new page has others. */

interface Page {
  /** The address of this build's boot script. */
  readonly own: string;
  /** Whether nothing is under way that a reload would end. */
  mayReload(): boolean;
}

export const page: { -readonly [K in keyof Page]: Page[K] } = {
  own: '',
  mayReload: () => true,
};

/** Loads the page again if the server has another build of it, and nothing is under way. */
export function reloadIfReplaced(): void {
  const request = new XMLHttpRequest();
  request.onload = () => {
    const { status, responseText } = request;
    const isPage = status === 200 && responseText.indexOf('/boot-') > 0;
    if (isPage && responseText.indexOf(page.own) < 0 && page.mayReload()) location.reload();
  };
  request.open('GET', location.pathname);
  request.send();
}
