/** A port whose driver is a script of its own: a box that has no such port never loads it. */
import { fail, type Result } from '../shared/result.ts';
import type { Timers } from '../shared/time.ts';
import type { ReaderChange, ReaderProvider, ReaderTransport } from './cardReader.ts';
import { type ReaderError, readerError } from './readerError.ts';

/** A script that takes longer may never come: no other port is kept waiting for it. */
const DRIVER_MS = 3_000;

/**
 * `isThere` is asked before anything is loaded. A driver that did not come is asked for again the next time; of one that comes late
 * the readers are told.
 */
export function lazyProvider(
  transport: ReaderTransport,
  isThere: () => boolean,
  load: () => Promise<ReaderProvider>,
  timers: Timers,
): ReaderProvider {
  const callbacks = new Set<(change: ReaderChange) => void>();
  let coming: Promise<ReaderProvider | null> | null = null;

  const tell = (change: ReaderChange): void => {
    callbacks.forEach((callback) => {
      callback(change);
    });
  };
  async function come(): Promise<ReaderProvider | null> {
    try {
      const provider = await load();
      provider.onReaderChange(tell);
      return provider;
    } catch {
      coming = null;
      return null;
    }
  }
  const inTime = () =>
    new Promise<ReaderProvider | null>((resolve) => {
      let isLate = false;
      const cancel = timers.after(DRIVER_MS, () => {
        isLate = true;
        resolve(null);
      });
      void come().then(async (provider) => {
        cancel();
        resolve(provider);
        if (!isLate || !provider) return;
        coming = Promise.resolve(provider);
        const listed = await provider.listReaders();
        (listed.ok ? listed.value : []).forEach((reader) => {
          tell({ type: 'reader-added', reader });
        });
      });
    });
  const there = (): Promise<ReaderProvider | null> => {
    if (!isThere()) return Promise.resolve(null);
    coming = coming || inTime();
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
