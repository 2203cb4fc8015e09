/** A page as classic scripts see it: it requests files, and the test decides which of them load. */
import { createContext, runInContext } from 'node:vm';

interface AskedFile {
  readonly src?: unknown;
  readonly href?: string;
  readonly rel?: string;
  come(): void;
}

export function scriptPage(globals: object = {}) {
  const asked: AskedFile[] = [];
  const element = () => {
    const made = {
      onload: null as (() => void) | null,
      come: () => made.onload?.(),
    };
    return made;
  };
  const marks = new Map<string, string>();
  const context = createContext({
    ...globals,
    document: {
      currentScript: { src: 'http://tv.example/assets/boot-a.js' },
      createElement: (name: string) => Object.assign(element(), name === 'link' ? { rel: '' } : {}),
      readyState: 'complete',
      body: {},
      // The page is whole.
      getElementById: () => ({}),
      head: {
        appendChild: (file: AskedFile) => asked.push(file),
        removeChild() {},
      },
    },
    getComputedStyle: () => ({ getPropertyValue: (mark: string) => marks.get(mark) ?? '' }),
    // Time stands still: nothing is asked for again.
    setTimeout: () => 0,
    clearTimeout() {},
    addEventListener() {},
  });
  runInContext('var window = this;', context);
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    asked,
    addresses: () => asked.map(({ src, href }) => src ?? href),
    /** Resolves when everything that waits only for promises has run. */
    settled,
    run: (code: string): unknown => runInContext(code, context),
    /** Completes the newest request for `address`; a script's `code` runs first, a style sheet's is in effect. */
    async come(address: string, code = '') {
      const [, mark, value] = /(--[\w-]+-whole):("[\w-]+")/.exec(code) ?? [];
      if (mark) marks.set(mark, value!);
      if (!address.endsWith('.css')) runInContext(code, context);
      asked
        .filter(({ src, href }) => src === address || href === address)
        .pop()!
        .come();
      await settled();
    },
  };
}
