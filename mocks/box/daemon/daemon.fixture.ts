/** PC/SC over a simulated slot, and a page that talks to a daemon over a real socket. */
import { type WebSocket as Socket, WebSocket } from 'ws';
import type { ReaderError } from '../../../src/reader/readerError.ts';
import type { Bytes } from '../../../src/shared/bytes.ts';
import type { Result } from '../../../src/shared/result.ts';
import type { SimulatedSlot } from '../reader/simulatedSlot.ts';
import { type Pcsc, type PcscCard, type PcscFailure, READER_STATE } from './pcsc/pcsc.ts';

export const READER = 'Simulated Reader 00 00';
export const ORIGIN = 'http://portal.example';
export const TOKEN = '0123456789abcdef';

const WORDS: Readonly<Record<string, string>> = {
  NO_SMARTCARD: 'NoSmartCard',
  READER_UNAVAILABLE: 'ReaderUnavailable',
  UNRESPONSIVE_CARD: 'UnresponsiveCard',
};

const failing = (code: string): PcscFailure => ({ code });

function unwrapped<T>(result: Result<T, ReaderError>): T {
  if (result.ok) return result.value;
  throw failing(WORDS[result.error.code] ?? 'NotTransacted');
}

export interface SlotPcsc extends Pcsc {
  /** The calls so far: `connect`, `coldReset`, `transmit`, `release`. */
  readonly calls: string[];
  /** While set, a call waits for it. */
  gate: Promise<void> | null;
  /** While set, the next call with this name is rejected with it. */
  readonly fails: Map<string, string>;
}

export function slotPcsc(slot: SimulatedSlot): SlotPcsc {
  let isPlugged = false;
  const call = (name: string) => {
    pcsc.calls.push(name);
    const code = pcsc.fails.get(name);
    if (code) throw failing(code);
  };
  let isBusy = false;
  /** Throws at once when another call is under way: a reader has one at a time. */
  function alone<T>(name: string, run: () => Promise<T>): Promise<T> {
    if (isBusy) throw new Error('two calls at a time');
    isBusy = true;
    const calling = async () => {
      call(name);
      if (pcsc.gate) await pcsc.gate;
      return run();
    };
    return calling().finally(() => {
      isBusy = false;
    });
  }
  const card: PcscCard = {
    transmit: (apdu) =>
      alone('transmit', async () => {
        const answer = slot.transmit(apdu);
        // Some drivers call it success when a card says nothing.
        const isMute = !answer.ok && answer.error.code === 'UNRESPONSIVE_CARD';
        return isMute ? new Uint8Array(0) : (unwrapped(answer) as Bytes);
      }),
    coldReset: () => alone('coldReset', async () => unwrapped(slot.powerOn()) as Bytes),
    release: () => alone('release', async () => slot.powerOff()),
  };
  const pcsc: SlotPcsc = {
    calls: [],
    gate: null,
    fails: new Map(),
    watch(callback, serves) {
      serves(true);
      const tell = () => {
        if (!slot.plugged) {
          if (isPlugged) callback(READER, null);
        } else if (slot.state === 'empty') callback(READER, READER_STATE.empty);
        else
          callback(READER, READER_STATE.present | (slot.state === 'mute' ? READER_STATE.mute : 0));
        isPlugged = slot.plugged;
      };
      slot.onChange(tell);
      tell();
    },
    connect: () => alone('connect', async () => card),
    stop() {},
  };
  return pcsc;
}

interface RawPage {
  readonly socket: Socket;
  /** All received messages, parsed. */
  readonly heard: Record<string, unknown>[];
  /** Resolves with the first message that fits, already received or not. */
  hears(fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  ask(request: object): Promise<Record<string, unknown>>;
  /** The code it was closed with; -1 when it was not admitted, and `refusal` says why. */
  readonly closed: Promise<number>;
  readonly refusal: () => string;
}

export interface RawPageParts {
  readonly origin?: string | null;
  /** `null`: sends nothing. */
  readonly hello?: unknown;
}

/** A page without the portal's own client, so that it can misbehave. */
export function rawPage(port: number, parts: RawPageParts = {}): RawPage {
  const { origin = ORIGIN, hello = { id: 0, method: 'hello', version: 1, token: TOKEN } } = parts;
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, origin === null ? {} : { origin });
  const heard: Record<string, unknown>[] = [];
  const waiting: (() => void)[] = [];
  let refusal = '';
  let isOpen = false;
  let lastId = 0;
  socket.on('error', (error) => {
    refusal = error.message;
  });
  socket.on('open', () => {
    isOpen = true;
    if (hello !== null) socket.send(typeof hello === 'string' ? hello : JSON.stringify(hello));
  });
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as Record<string, unknown>);
    for (const look of [...waiting]) look();
  });
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => resolve(isOpen ? code : -1));
  });
  const page: RawPage = {
    socket,
    heard,
    closed,
    refusal: () => refusal,
    hears: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = heard.find(fits);
          if (!found) return;
          waiting.splice(waiting.indexOf(look), 1);
          resolve(found);
        };
        waiting.push(look);
        look();
      }),
    ask(request) {
      const id = ++lastId;
      socket.send(JSON.stringify({ id, ...request }));
      return page.hears((message) => message.id === id);
    },
  };
  return page;
}

export const welcomed = async (page: RawPage): Promise<RawPage> => {
  await page.hears(({ id }) => id === 0);
  return page;
};
