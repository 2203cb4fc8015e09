/** Scripts beside the page that only some boxes load. */

declare global {
  /** Left by the build (e2e/build/classicChunks.ts): the address of a script of its own. @throws Error for any other. */
  function portalScript(url: string): string;
}

/**
 * Loads `file` once and answers what it left in the page. A script that did not come is asked for again the next time.
 * @throws Error when it does not come, or leaves nothing there.
 */
export function sideScript<T>(file: string, left: () => T | undefined): () => Promise<T> {
  let coming: Promise<T> | null = null;
  return () => {
    coming =
      coming ||
      new Promise<T>((resolve, reject) => {
        const script = document.createElement('script');
        const end = () => {
          const value = left();
          if (value !== undefined) return resolve(value);
          coming = null;
          reject(new Error(`no ${file}`));
        };
        script.src = portalScript(`./${file}`);
        script.onload = script.onerror = end;
        document.head.appendChild(script);
      });
    return coming;
  };
}
