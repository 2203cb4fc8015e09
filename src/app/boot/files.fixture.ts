/** A server's files as the boot script reads them; what is not there, or not whole, is asked for until the test puts it there. */
import type { Boot } from './boot.ts';

type Answer = { readonly text: string; readonly status?: number };

export function fakeFiles(files: Record<string, Answer | string | null> = {}) {
  const asked: string[] = [];
  /** Waits for a file that the test puts there. */
  const waiting: (() => void)[] = [];
  const untilWhole: Boot['untilWhole'] = async (_what, url, whole) => {
    asked.push(url);
    for (let tries = 0; ; tries++) {
      const file = files[url];
      const { text, status = 200 } =
        typeof file === 'string' ? { text: file } : (file ?? { text: '', status: 404 });
      const value = file === null ? undefined : whole(text, status);
      if (value !== undefined) return { value, address: url };
      // The same twice is what it is.
      if (tries > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return {
    asked,
    untilWhole,
    put(url: string, file: Answer | string): void {
      files[url] = file;
      for (const go of waiting.splice(0)) go();
    },
  };
}
