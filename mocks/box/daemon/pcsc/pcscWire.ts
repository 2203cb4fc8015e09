/** What the daemon and the process of the PC/SC binding say to each other. */
import type { Bytes } from '../../../../src/shared/bytes.ts';
import type { Pcsc, PcscCard, PcscFailure } from './pcsc.ts';
import { codeOf } from './pcscFailure.ts';

type Call =
  | { readonly call: 'connect'; readonly reader: string }
  | { readonly call: 'transmit'; readonly card: number; readonly apdu: Bytes }
  | { readonly call: 'coldReset' | 'release'; readonly card: number };
export type ToChild = Call & { readonly id: number };

export type FromChild =
  | { readonly reader: string; readonly flags: number | null }
  | { readonly isThere: boolean }
  /** `value`: of `connect` the card's number, else bytes or nothing. */
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly code: string }
  | { readonly line: string };

/** Serves `pcsc`; answers what takes the calls. */
export function servePcsc(pcsc: Pcsc, send: (message: FromChild) => void): (ask: ToChild) => void {
  const cards = new Map<number, PcscCard>();
  pcsc.watch(
    (reader, flags) => send({ reader, flags }),
    (isThere) => send({ isThere }),
  );

  async function run(ask: ToChild): Promise<unknown> {
    if (ask.call === 'connect') {
      cards.set(ask.id, await pcsc.connect(ask.reader));
      return ask.id;
    }
    const card = cards.get(ask.card);
    const unknown: PcscFailure = { code: 'InvalidHandle' };
    if (!card) throw unknown;
    if (ask.call === 'transmit') return card.transmit(ask.apdu);
    if (ask.call === 'coldReset') return card.coldReset();
    cards.delete(ask.card);
    return card.release();
  }

  return (ask) =>
    void run(ask).then(
      (value) => send({ id: ask.id, value }),
      (cause: unknown) => send({ id: ask.id, code: codeOf(cause) }),
    );
}
