/** The page as its server has it now. It is loaded again only from a server that has just given it: the engine's own page of errors has no way back. */
import { read } from './read.ts';

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

/** Once: nothing happens when the page does not come, is not whole, or is not `wanted`. */
export function loadAgain(wanted: (html: string) => unknown): void {
  read(location.href, true, (html) => {
    // Gates of networks have pages of their own.
    if (/\/boot-[\s\S]*waiting/.test(html) && wanted(html)) location.reload();
  });
}

/**
 * Loads the page again if the server has another build of it, and nothing is under way. `tries`: how often a file of this one was asked for.
 * Servers with two builds would send a page to and fro: one that has been loaded again asks them longer for its own files.
 */
export function reloadIfReplaced(tries: number): void {
  // Not each time: servers that take turns would always give this answer by the same one.
  if (tries % 3 !== 2) return;
  loadAgain(
    (html) =>
      html.indexOf(page.own) < 0 &&
      (tries > 6 || performance.navigation.type !== 1) &&
      page.mayReload(),
  );
}
