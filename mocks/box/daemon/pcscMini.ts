/**
 * PC/SC through the npm package pcsc-mini. Of all bindings it is the one that comes prebuilt and reports PC/SC's codes and not
 * sentences. Its limits are four readers and four connected cards; it loses one of the four whenever a release fails, and a
 * connection to pcscd with its file whenever that ends. So nothing is mended here: a client that has readers lives as
 * long as its process (`pcscProcess.ts`), and the end of that gives everything back.
 */
import type { Bytes } from '../../../src/shared/bytes.ts';
import type { Log } from '../../../src/shared/log.ts';
import type { Timers } from '../../../src/shared/time.ts';
import type { Pcsc, PcscCard, PcscFailure } from './pcsc.ts';
import { codeOf } from './pcscFailure.ts';

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

const AGAIN_MS = 100;
/**
 * The binding asks pcscd which readers there are, and then to be told of others; one that comes in between is never told. So
 * another client looks again while there is no reader.
 */
const LOOK_MS = 500;
const NO_ROOM = 'TooManyCardConnections';

/** `end` is called once, when the client is of no use any more. */
export function pcscMini(
  mini: PcscMini,
  timers: Timers,
  log: Log,
  end: (why: string) => void,
): Pcsc {
  const { EXCLUSIVE } = mini.CardMode;
  const { UNPOWER } = mini.CardDisposition;
  const readers = new Map<string, MiniReader>();
  let tell: (reader: string, flags: number | null) => void = () => {};
  /** Readers with a card that was connected: their memory is the client's, which must stay. */
  const used = new Set<MiniReader>();
  let client: MiniClient | null = null;
  let isMissing = false;
  let isOver = false;
  let cancel = (): void => {};

  function over(cause: unknown): void {
    if (isOver) return;
    isOver = true;
    end(codeOf(cause));
  }

  /** Runs a callback of the binding, which would swallow what is thrown in it. */
  function heard(run: () => void): void {
    if (isOver) return;
    try {
      run();
    } catch (cause) {
      over(cause);
    }
  }

  function look(): void {
    cancel = timers.after(LOOK_MS, look);
    if (readers.size > 0) return;
    heard(() => {
      client?.stop();
      start();
    });
  }

  function start(): void {
    cancel();
    try {
      const mine = new mini.Client();
      client = mine;
      /** One that was stopped may still tell what it saw before. */
      const told = (run: () => void) => client === mine && heard(run);
      mine.on('error', (error) => told(() => over(error)));
      mine.on('reader', (reader) =>
        told(() => {
          const name = reader.name();
          readers.set(name, reader);
          reader.on('change', ({ raw }) => told(() => tell(name, raw)));
          reader.on('disconnect', () => told(() => readers.delete(name) && tell(name, null)));
        }),
      );
      mine.start();
      if (isMissing) log('pcsc', 'pcscd is there again');
      isMissing = false;
      cancel = timers.after(LOOK_MS, look);
    } catch (cause) {
      if (!isMissing) log('pcsc', `${codeOf(cause)}: trying until pcscd is there`);
      isMissing = true;
      client = null;
      cancel = timers.after(AGAIN_MS, start);
    }
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
      tell = callback;
      start();
    },
    async connect(name) {
      const reader = readers.get(name);
      const unknown: PcscFailure = { code: 'UnknownReader' };
      if (!reader) throw unknown;
      try {
        used.add(reader);
        return pcscCard(await reader.connect(EXCLUSIVE, mini.Protocol.ANY));
      } catch (error) {
        if (codeOf(error) === NO_ROOM) over(error);
        throw error;
      }
    },
    stop() {
      isOver = true;
      cancel();
    },
  };
}
