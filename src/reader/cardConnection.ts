/** The connection that all ports share: one command at a time, and transactions. */
import type { Bytes } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type {
  CardAnswer,
  CardChannel,
  CardConnection,
  CardProtocol,
  TransmitOptions,
} from './cardReader.ts';
import { type ReaderError, readerError } from './readerError.ts';

export interface PoweredCard {
  readonly atr: Bytes;
  readonly activeProtocol: CardProtocol;
}

/** A port's own part of the connection; never called twice at the same time. */
export interface CardPort {
  powerOn(): Promise<Result<PoweredCard, ReaderError>>;
  transmit(command: Bytes, options: TransmitOptions): Promise<Result<CardAnswer, ReaderError>>;
  powerOff(): Promise<unknown>;
}

/** Runs what it is given one after the other. */
function queue(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = last.then(run);
    last = result.catch(() => {});
    return result;
  };
}

/** A connection to a card that is powered already. */
export function cardConnection(port: CardPort, powered: PoweredCard): CardConnection {
  let card = powered;
  const channel = (inTurn: ReturnType<typeof queue>): CardChannel => ({
    transmit: (command, options = {}) =>
      inTurn(async () =>
        options.signal?.aborted
          ? fail(readerError('CANCELLED', 'not-sent'))
          : port.transmit(command, options),
      ),
  });
  const inTurn = queue();
  return {
    get atr() {
      return card.atr;
    },
    get activeProtocol() {
      return card.activeProtocol;
    },
    transmit: channel(inTurn).transmit,
    transaction: (work) => inTurn(() => work(channel(queue()))),
    reconnect: (initialization) =>
      inTurn(async () => {
        if (initialization === 'leave') return ok(card.atr);
        const again = await port.powerOn();
        if (!again.ok) return again;
        card = again.value;
        return ok(card.atr);
      }),
    disconnect: (disposition = 'unpower') =>
      inTurn(async () => {
        if (disposition !== 'leave') await port.powerOff();
      }),
  };
}
