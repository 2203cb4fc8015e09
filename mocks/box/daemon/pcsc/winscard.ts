/**
 * PC/SC's interface (winscard.h) in the library of this system, called through koffi. Each call waits on a thread of libuv's
 * pool, which has to be larger than the number of readers (`startPcscChild.ts`).
 */
import type { Bytes } from '../../../../src/shared/bytes.ts';
import { type PcscCard, type PcscFailure, READER_STATE } from './pcsc.ts';
import { pcscCode } from './pcscCodes.ts';

/** A function of the library; its last argument is called with what it answers. */
interface Native {
  async(...given: unknown[]): void;
}
/** The part of koffi that is used. */
export interface Koffi {
  load(library: string): { func(prototype: string): Native };
  struct(name: string, fields: Record<string, unknown>): unknown;
  sizeof(type: unknown): number;
  pack(name: string, fields: Record<string, unknown>): unknown;
  array(of: string, length: number): unknown;
}

/** Known to libraries as a number; nobody else looks into it. */
export type PcscContext = unknown;

export interface Winscard {
  /** SCardEstablishContext. @throws PcscFailure */
  establishContext(): Promise<PcscContext>;
  /** SCardListReaders. @throws PcscFailure */
  listReaders(context: PcscContext): Promise<readonly string[]>;
  /**
   * SCardGetStatusChange: waits until a reader's state is another than `known`, or one comes; answers the states that changed.
   * A state is flags, and above 16 bits how often cards came and went. @throws PcscFailure
   */
  getStatusChange(
    context: PcscContext,
    known: ReadonlyMap<string, number>,
    timeoutMs: number,
  ): Promise<ReadonlyMap<string, number>>;
  /** SCardConnect, exclusive, T=0 or T=1, in a context of its own: others would wait for its calls. @throws PcscFailure */
  connect(reader: string): Promise<PcscCard>;
}

/** How winscard.h differs between systems. Only pcsc-lite is tested. */
const SYSTEMS = {
  linux: { library: 'libpcsclite.so.1', int: 'long', handle: 'long', ansi: '', atr: 33 },
  darwin: {
    ...{ library: '/System/Library/Frameworks/PCSC.framework/PCSC', ansi: '', atr: 33 },
    ...{ int: 'int', handle: 'int' },
  },
  win32: { library: 'winscard.dll', int: 'long', handle: 'intptr_t', ansi: 'A', atr: 36 },
} as const;

const SCOPE_SYSTEM = 2;
const EXCLUSIVE = 1;
const T0_OR_T1 = 3;
const UNPOWER_CARD = 2;
/** In the place of a reader's name: wakes the call when a reader comes. */
const PLUG_AND_PLAY = '\\\\?PnP?\\Notification';
/** pcsc-lite has 16 names of at most 128 bytes. */
const NAMES_BYTES = 16_384;
/** MAX_BUFFER_SIZE: no short APDU's answer is longer. */
const ANSWER_BYTES = 264;

interface ReaderState {
  readonly szReader: string;
  readonly dwEventState: number;
}

/** @throws Error when the system has no such library. */
export function winscard(koffi: Koffi, platform: string): Winscard {
  const system = SYSTEMS[platform as keyof typeof SYSTEMS] ?? SYSTEMS.linux;
  const { int, handle, ansi } = system;
  const dword = `unsigned ${int}`;
  const library = koffi.load(system.library);
  const state = koffi[platform === 'darwin' ? 'pack' : 'struct'];
  state('SCARD_READERSTATE', {
    ...{ szReader: 'const char *', pvUserData: 'void *', dwCurrentState: dword },
    ...{ dwEventState: dword, cbAtr: dword, rgbAtr: koffi.array('uint8_t', system.atr) },
  });
  const ioRequest = koffi.struct('SCARD_IO_REQUEST', { dwProtocol: dword, cbPciLength: dword });
  const cbPciLength = koffi.sizeof(ioRequest);

  /** @throws PcscFailure from what it answers, when that is not SCARD_S_SUCCESS. */
  function native(name: string, parameters: string): (...given: unknown[]) => Promise<void> {
    const typed = parameters.replace(/DWORD/g, dword).replace(/HANDLE/g, handle);
    const call = library.func(`${int} ${name}(${typed})`);
    return (...given) =>
      new Promise((resolve, reject) => {
        call.async(...given, (error: unknown, answer: unknown) => {
          if (error) return reject(error);
          // 64 bits wide and positive, or 32 bits and negative.
          const code = Number(answer) >>> 0;
          const failure: PcscFailure = { code: pcscCode(code) };
          return code === 0 ? resolve() : reject(failure);
        });
      });
  }

  const establish = native('SCardEstablishContext', 'DWORD, void *, void *, _Out_ HANDLE *');
  const release = native('SCardReleaseContext', 'HANDLE');
  const list = native(`SCardListReaders${ansi}`, 'HANDLE, void *, uint8_t *, _Inout_ DWORD *');
  const statusChange = native(
    `SCardGetStatusChange${ansi}`,
    'HANDLE, DWORD, _Inout_ SCARD_READERSTATE *, DWORD',
  );
  const connect = native(
    `SCardConnect${ansi}`,
    'HANDLE, const char *, DWORD, DWORD, _Out_ HANDLE *, _Out_ DWORD *',
  );
  const reconnect = native('SCardReconnect', 'HANDLE, DWORD, DWORD, DWORD, _Out_ DWORD *');
  const status = native(
    `SCardStatus${ansi}`,
    'HANDLE, void *, void *, void *, void *, uint8_t *, _Inout_ DWORD *',
  );
  const transmit = native(
    'SCardTransmit',
    'HANDLE, SCARD_IO_REQUEST *, uint8_t *, DWORD, void *, uint8_t *, _Inout_ DWORD *',
  );
  const disconnect = native('SCardDisconnect', 'HANDLE, DWORD');

  async function establishContext(): Promise<PcscContext> {
    const context = [null];
    await establish(SCOPE_SYSTEM, null, null, context);
    return context[0];
  }

  /** Calls with room for an answer; answers the bytes that came. */
  async function filled(room: number, call: (...into: unknown[]) => Promise<void>): Promise<Bytes> {
    const bytes = Buffer.alloc(room);
    const length = [room];
    await call(bytes, length);
    return Uint8Array.from(bytes.subarray(0, Number(length[0]))) as Bytes;
  }

  return {
    establishContext,
    async listReaders(context) {
      try {
        const names = await filled(NAMES_BYTES, (...into) => list(context, null, ...into));
        return Buffer.from(names).toString().split('\0').filter(Boolean);
      } catch (cause) {
        if ((cause as PcscFailure).code === 'NoReadersAvailable') return [];
        throw cause;
      }
    },
    async getStatusChange(context, known, timeoutMs) {
      const states = [[PLUG_AND_PLAY, 0] as const, ...known].map(([szReader, dwCurrentState]) => ({
        ...{ szReader, pvUserData: null, dwCurrentState, dwEventState: 0, cbAtr: 0 },
        rgbAtr: new Uint8Array(system.atr),
      }));
      try {
        await statusChange(context, timeoutMs, states, states.length);
      } catch (cause) {
        if ((cause as PcscFailure).code === 'Timeout') return new Map();
        throw cause;
      }
      const changed = states.slice(1).filter((now) => now.dwEventState & READER_STATE.changed);
      return new Map(changed.map((now: ReaderState) => [now.szReader, now.dwEventState]));
    },
    async connect(reader) {
      const context = await establishContext();
      const card = [null];
      const protocol = [0];
      try {
        await connect(context, reader, EXCLUSIVE, T0_OR_T1, card, protocol);
      } catch (cause) {
        await release(context);
        throw cause;
      }
      return {
        transmit: (apdu) => {
          const pci = { dwProtocol: protocol[0], cbPciLength };
          return filled(ANSWER_BYTES, (...into) =>
            transmit(card[0], pci, apdu, apdu.length, null, ...into),
          );
        },
        async coldReset() {
          await reconnect(card[0], EXCLUSIVE, T0_OR_T1, UNPOWER_CARD, protocol);
          return filled(system.atr, (...into) => status(card[0], null, null, null, null, ...into));
        },
        async release() {
          try {
            await disconnect(card[0], UNPOWER_CARD);
          } finally {
            await release(context);
          }
        },
      };
    },
  };
}
