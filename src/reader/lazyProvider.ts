/** A port whose driver is a script of its own: a box that has no such port never loads it. */
import { fail, type Result } from '../shared/result.ts';
import type { ReaderChange, ReaderProvider, ReaderTransport } from './cardReader.ts';
import { type ReaderError, readerError } from './readerError.ts';

/** `isThere` is asked before anything is loaded. A driver that did not come is asked for again the next time. */
export function lazyProvider(
  transport: ReaderTransport,
  isThere: () => boolean,
  load: () => Promise<ReaderProvider>,
): ReaderProvider {
  const callbacks = new Set<(change: ReaderChange) => void>();
  let coming: Promise<ReaderProvider | null> | null = null;
  const there = (): Promise<ReaderProvider | null> => {
    if (!isThere()) return Promise.resolve(null);
    coming =
      coming ||
      load().then(
        (provider) => {
          provider.onReaderChange((change) => {
            callbacks.forEach((callback) => {
              callback(change);
            });
          });
          return provider;
        },
        () => {
          coming = null;
          return null;
        },
      );
    return coming;
  };
  const noService = (): Result<never, ReaderError> =>
    fail(readerError('NO_SERVICE', 'not-sent', transport));
  return {
    transport,
    async probe() {
      const provider = await there();
      return provider ? provider.probe() : 'unsupported';
    },
    async listReaders() {
      const provider = await there();
      return provider ? provider.listReaders() : noService();
    },
    async requestReader() {
      const provider = await there();
      return provider?.requestReader ? provider.requestReader() : noService();
    },
    onReaderChange(callback) {
      callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
    async open(name) {
      const provider = await there();
      return provider ? provider.open(name) : noService();
    },
  };
}
