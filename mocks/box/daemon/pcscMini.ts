/**
 * PC/SC through the npm package pcsc-mini. Of all bindings it is the one that comes prebuilt, reports PC/SC's codes and not
 * sentences, and never blocks the event loop. Its limits are four readers and four connected cards; it loses one of the four
 * whenever a release fails. When its monitor dies with pcscd, a new client is created until pcscd is back.
 */
import type { Bytes } from '../../../src/shared/bytes.ts';
import type { Log } from '../../../src/shared/log.ts';
import type { Timers } from '../../../src/shared/time.ts';
import type { Pcsc, PcscCard, PcscFailure } from './pcsc.ts';
import { codeOf } from './pcscFailure.ts';
import { safely } from './safely.ts';

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

/** The first pause before it tries again; each further one is twice as long, up to the last. */
const AGAIN_MS = { first: 100, last: 400 };
const NO_ROOM = 'TooManyCardConnections';

export function pcscMini(mini: PcscMini, timers: Timers, log: Log): Pcsc {
  const { EXCLUSIVE } = mini.CardMode;
  const { UNPOWER } = mini.CardDisposition;
  const readers = new Map<string, MiniReader>();
  const dead: MiniClient[] = [];
  let client: MiniClient | null = null;
  let tell: (reader: string, flags: number | null) => void = () => {};
  /** `null`: pcscd is there. */
  let pauseMs: number | null = null;
  let cancel = (): void => {};

  function lose(reader: string): void {
    if (readers.delete(reader)) tell(reader, null);
  }

  function end(): void {
    const last = client;
    client = null;
    cancel();
    try {
      last?.stop();
    } catch {
      // pcscd is gone. Kept, because a client that is garbage-collected would try again and end the process.
      if (last) dead.push(last);
    }
    for (const reader of [...readers.keys()]) lose(reader);
  }

  function again(cause: unknown): void {
    if (pauseMs === null) log('pcsc', `${codeOf(cause)}: trying until pcscd is there`);
    pauseMs = pauseMs === null ? AGAIN_MS.first : Math.min(2 * pauseMs, AGAIN_MS.last);
    end();
    cancel = timers.after(pauseMs, start);
  }

  function start() {
    let mine: MiniClient | null = null;
    /** Runs a callback of the binding. One of a client that was replaced says nothing. */
    const heard = (run: () => void) => {
      if (client !== mine) return;
      try {
        run();
      } catch (cause) {
        again(cause);
      }
    };
    try {
      mine = new mini.Client();
      client = mine;
      mine.on('error', (error) => heard(() => again(error)));
      mine.on('reader', (reader) =>
        heard(() => {
          const name = reader.name();
          readers.set(name, reader);
          reader.on('change', ({ raw }) => heard(() => tell(name, raw)));
          reader.on('disconnect', () => heard(() => lose(name)));
        }),
      );
      mine.start();
    } catch (error) {
      return again(error);
    }
    if (pauseMs !== null) log('pcsc', 'pcscd is there again');
    pauseMs = null;
  }

  // Asynchronous functions, because the binding throws at once what it refuses.
  const pcscCard = (card: MiniCard): PcscCard => ({
    transmit: async (apdu) => Uint8Array.from(await card.transmit(apdu)) as Bytes,
    async coldReset() {
      await card.reconnect(EXCLUSIVE, UNPOWER);
      return Uint8Array.from((await card.state()).atr) as Bytes;
    },
    release: async () => card.disconnect(UNPOWER),
  });

  return {
    watch(callback) {
      tell = (...event) => safely(log, () => callback(...event));
      start();
    },
    async connect(name) {
      const reader = readers.get(name);
      const unknown: PcscFailure = { code: 'UnknownReader' };
      if (!reader) throw unknown;
      try {
        return pcscCard(await reader.connect(EXCLUSIVE, mini.Protocol.ANY));
      } catch (error) {
        if (codeOf(error) === NO_ROOM) again(error);
        throw error;
      }
    },
    stop: end,
  };
}
