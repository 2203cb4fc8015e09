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
  const noService = fail(readerError('NO_SERVICE', 'not-sent', transport));
  const ask = async <T>(
    act: (provider: ReaderProvider) => Promise<Result<T, ReaderError>> | undefined,
  ): Promise<Result<T, ReaderError>> => {
    const provider = await there();
    return (provider && act(provider)) || noService;
  };
  return {
    transport,
    async probe() {
      const provider = await there();
      return provider ? provider.probe() : 'unsupported';
    },
    listReaders: () => ask((provider) => provider.listReaders()),
    requestReader: () => ask((provider) => provider.requestReader?.()),
    onReaderChange(callback) {
      callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
    open: (name) => ask((provider) => provider.open(name)),
  };
}
