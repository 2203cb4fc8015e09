/** A page as far as classic scripts know one: it asks for files, and the test says which of them come. */
import { createContext, runInContext } from 'node:vm';

interface AskedFile {
  readonly src?: unknown;
  readonly href?: string;
  readonly rel?: string;
  readonly isRemoved: boolean;
  come(): void;
  fail(): void;
}

type Handler = ((event: { type: string }) => void) | null;

export function scriptPage(globals: object = {}) {
  const asked: AskedFile[] = [];
  const element = () => {
    const made = {
      isRemoved: false,
      onload: null as Handler,
      onerror: null as Handler,
      remove() {
        made.isRemoved = true;
      },
      come: () => made.onload?.({ type: 'load' }),
      fail: () => made.onerror?.({ type: 'error' }),
    };
    return made;
  };
  const context = createContext({
    ...globals,
    document: {
      createElement: element,
      head: { appendChild: (file: AskedFile) => asked.push(file) },
    },
  });
  runInContext('var window = this;', context);
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    asked,
    addresses: () => asked.map(({ src, href }) => src ?? href),
    /** Until all that waits for nothing but promises has gone on. */
    settled,
    run: (code: string): unknown => runInContext(code, context),
    /** The newest request for `address` comes; a script runs what it says first. */
    async come(address: string, code = '') {
      runInContext(code, context);
      asked
        .filter(({ src, href }) => src === address || href === address)
        .pop()!
        .come();
      await settled();
    },
  };
}
