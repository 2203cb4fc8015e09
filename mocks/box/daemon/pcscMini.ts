/**
 * PC/SC through the npm package pcsc-mini. Of all bindings it is the one that comes prebuilt, reports PC/SC's codes and not
 * sentences, and never blocks the event loop. Its limits are four readers and four connected cards; it loses one of the four
 * whenever a release fails. When its monitor dies with pcscd, a new client is created until pcscd is back.
 */
import type { Bytes } from '../../../src/shared/bytes.ts';
import type { Log } from '../../../src/shared/log.ts';
import type { Timers } from '../../../src/shared/time.ts';
import type { Pcsc, PcscCard, PcscFailure } from './pcsc.ts';

/** The part of the package that is used. */
interface MiniCard {
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
  reconnect(mode: number, then: number): Promise<unknown>;
  state(): Promise<{ readonly atr: Uint8Array }>;
  disconnect(then: number): Promise<void>;
}
interface MiniReader {
  name(): string;
  connect(mode: number, protocols: number): Promise<MiniCard>;
  on(event: 'change', callback: (status: { readonly raw: number }) => void): unknown;
  on(event: 'disconnect', callback: () => void): unknown;
}
interface MiniClient {
  on(event: 'reader', callback: (reader: MiniReader) => void): unknown;
  on(event: 'error', callback: (error: PcscFailure) => void): unknown;
  start(): unknown;
  stop(): void;
}
export interface PcscMini {
  readonly Client: new () => MiniClient;
  readonly CardMode: { readonly EXCLUSIVE: number };
  readonly CardDisposition: { readonly UNPOWER: number };
  readonly Protocol: { readonly ANY: number };
}

const AGAIN_MS = 1_000;
const NO_ROOM = 'TooManyCardConnections';

export function pcscMini(mini: PcscMini, timers: Timers, log: Log): Pcsc {
  const { EXCLUSIVE } = mini.CardMode;
  const { UNPOWER } = mini.CardDisposition;
  const readers = new Map<string, MiniReader>();
  const dead: MiniClient[] = [];
  let client: MiniClient | null = null;
  let tell: (reader: string, flags: number | null) => void = () => {};
  let isMissing = false;
  let cancel = (): void => {};

  function lose(reader: string): void {
    if (readers.delete(reader)) tell(reader, null);
  }

  function end(): void {
    const last = client;
    client = null;
    cancel();
    for (const reader of [...readers.keys()]) lose(reader);
    try {
      last?.stop();
    } catch {
      // pcscd is gone. Kept, because a client that is garbage-collected would try again and end the process.
      if (last) dead.push(last);
    }
  }

  function again({ code }: PcscFailure): void {
    if (!isMissing) log('pcsc', `${code}: trying every ${AGAIN_MS} ms`);
    isMissing = true;
    end();
    cancel = timers.after(AGAIN_MS, start);
  }

  function start() {
    const mine = new mini.Client();
    const isCurrent = () => client === mine;
    client = mine;
    mine.on('error', (error) => isCurrent() && again(error));
    mine.on('reader', (reader) => {
      const name = reader.name();
      readers.set(name, reader);
      reader.on('change', ({ raw }) => isCurrent() && tell(name, raw));
      reader.on('disconnect', () => isCurrent() && lose(name));
    });
    try {
      mine.start();
    } catch (error) {
      return again(error as PcscFailure);
    }
    if (isMissing) log('pcsc', 'pcscd is there again');
    isMissing = false;
  }

  const pcscCard = (card: MiniCard): PcscCard => ({
    transmit: async (apdu) => Uint8Array.from(await card.transmit(apdu)) as Bytes,
    async coldReset() {
      await card.reconnect(EXCLUSIVE, UNPOWER);
      return Uint8Array.from((await card.state()).atr) as Bytes;
    },
    release: () => card.disconnect(UNPOWER),
  });

  return {
    watch(callback) {
      tell = callback;
      start();
    },
    async connect(name) {
      const reader = readers.get(name);
      const unknown: PcscFailure = { code: 'UnknownReader' };
      if (!reader) throw unknown;
      try {
        return pcscCard(await reader.connect(EXCLUSIVE, mini.Protocol.ANY));
      } catch (error) {
        if ((error as PcscFailure).code === NO_ROOM) again(error as PcscFailure);
        throw error;
      }
    },
    stop: end,
  };
}
