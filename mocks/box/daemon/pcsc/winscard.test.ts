import { beforeEach, expect, test } from 'vitest';
import type { Bytes } from '../../../../src/shared/bytes.ts';
import { type Koffi, winscard } from './winscard.ts';

type Answer = (...given: never[]) => number;

let answers: Record<string, Answer>;
let calls: string[];
let prototypes: string[];
let library: string;

/** A library that answers by a table; what is missing there succeeds. */
const koffi: Koffi = {
  load(name) {
    library = name;
    return {
      func(prototype) {
        prototypes.push(prototype);
        const [, called] = /(SCard\w+)/.exec(prototype)!;
        return {
          async(...given) {
            const done = given.pop() as (error: unknown, answer: number) => void;
            calls.push(called!);
            const answer = answers[called!];
            done(null, answer ? answer(...(given as never[])) : 0);
          },
        };
      },
    };
  },
  struct: (name) => name,
  pack: (name) => name,
  sizeof: () => 16,
  array: (of, length) => `${of}[${length}]`,
};

const into = (bytes: Uint8Array, length: number[], text: string): number => {
  length[0] = Buffer.from(text, 'latin1').copy(bytes);
  return 0;
};

beforeEach(() => {
  [calls, prototypes] = [[], []];
  answers = {
    SCardEstablishContext: (...[, , , context]: [0, 0, 0, number[]]) => {
      context[0] = 5;
      return 0;
    },
    SCardConnect: (...[, , , , card, protocol]: [0, 0, 0, 0, number[], number[]]) => {
      [card[0], protocol[0]] = [7, 1];
      return 0;
    },
  };
});

const linux = () => winscard(koffi, 'linux');

test('readers are listed by name, and none is no failure', async () => {
  answers.SCardListReaders = (...[context, , names, length]: [number, 0, Uint8Array, number[]]) =>
    into(names, length, context === 5 ? 'left\0right\0\0' : '');
  const pcsc = linux();
  const context = await pcsc.establishContext();
  expect(await pcsc.listReaders(context)).toEqual(['left', 'right']);
  answers.SCardListReaders = () => 0x8010002e;
  expect(await pcsc.listReaders(context)).toEqual([]);
});

test.each([0x8010001d, 0x8010001d | 0])(
  'failures have names, whether they are positive (64 bits) or negative: %d',
  async (code) => {
    answers.SCardListReaders = () => code;
    await expect(linux().listReaders(5)).rejects.toEqual({ code: 'NoService' });
  },
);

test.each([
  [0x80100003, 'InvalidHandle'],
  [0x8010000b, 'SharingViolation'],
  [0x8010000c, 'NoSmartCard'],
  [0x8010000f, 'ProtoMismatch'],
  [0x80100013, 'CommError'],
  [0x80100016, 'NotTransacted'],
  [0x80100017, 'ReaderUnavailable'],
  [0x80100068, 'ResetCard'],
  [0x80100069, 'RemovedCard'],
])('%d is %s, on which it depends whether a command may have run', async (code, name) => {
  answers.SCardTransmit = () => code;
  const card = await linux().connect('slot');
  await expect(card.transmit(Uint8Array.of(0) as Bytes)).rejects.toEqual({ code: name });
});

test('a failure without a name is its number', async () => {
  answers.SCardListReaders = () => 0x801000ff;
  await expect(linux().listReaders(5)).rejects.toEqual({ code: '0x801000ff' });
});

interface State {
  szReader: string;
  dwCurrentState: number;
  dwEventState: number;
}

test('the wait is for known states and for new readers, and answers what has changed', async () => {
  let waited: unknown[] = [];
  answers.SCardGetStatusChange = (...[, ms, states, count]: [0, number, State[], number]) => {
    waited = [ms, count, ...states.map((state) => [state.szReader, state.dwCurrentState])];
    states[0]!.dwEventState = 0x02;
    states[1]!.dwEventState = 0x10;
    states[2]!.dwEventState = 0x30022;
    return 0;
  };
  const known = new Map([
    ['left', 0x10],
    ['right', 0x10010],
  ]);
  expect(await linux().getStatusChange(5, known, 500)).toEqual(new Map([['right', 0x30022]]));
  expect(waited).toEqual([
    500,
    3,
    ['\\\\?PnP?\\Notification', 0],
    ['left', 0x10],
    ['right', 0x10010],
  ]);
  answers.SCardGetStatusChange = () => 0x8010000a;
  expect(await linux().getStatusChange(5, known, 500)).toEqual(new Map());
});

test('a card: connected, reset cold, sent a command, released with its context', async () => {
  const given: unknown[] = [];
  answers.SCardReconnect = (...of: [number, number, number, number, number[]]) => {
    given.push(of.slice(0, 4));
    of[4][0] = 2;
    return 0;
  };
  answers.SCardStatus = (...of: [0, 0, 0, 0, 0, Uint8Array, number[]]) => into(of[5], of[6], ';\0');
  answers.SCardTransmit = (
    ...of: [number, object, Uint8Array, number, 0, Uint8Array, number[]]
  ) => {
    given.push(of.slice(0, 4));
    return into(of[5], of[6], '\x90\0');
  };
  answers.SCardDisconnect = (...of: [number, number]) => {
    given.push(of);
    return 0;
  };
  const card = await linux().connect('slot');
  expect(await card.coldReset()).toEqual(Uint8Array.of(0x3b, 0));
  const apdu = Uint8Array.of(0, 0xa4) as Bytes;
  expect(await card.transmit(apdu)).toEqual(Uint8Array.of(0x90, 0));
  await card.release();
  expect(given).toEqual([
    [7, 1, 3, 2],
    [7, { dwProtocol: 2, cbPciLength: 16 }, apdu, 2],
    [7, 2],
  ]);
  expect(calls.slice(-2)).toEqual(['SCardDisconnect', 'SCardReleaseContext']);
});

test.each([
  ['a card that is not connected', () => linux().connect('slot'), 'SCardConnect'],
  [
    'a release that fails',
    async () => (await linux().connect('slot')).release(),
    'SCardDisconnect',
  ],
])('%s gives its context back', async (_, run, name) => {
  answers[name] = () => 0x8010000b;
  await expect(run()).rejects.toEqual({ code: 'SharingViolation' });
  expect(calls.filter((call) => /Context/.test(call))).toEqual([
    'SCardEstablishContext',
    'SCardReleaseContext',
  ]);
});

test.each([
  ['linux', 'libpcsclite.so.1', 'long SCardDisconnect(long, unsigned long)'],
  [
    'darwin',
    '/System/Library/Frameworks/PCSC.framework/PCSC',
    'int SCardDisconnect(int, unsigned int)',
  ],
  ['win32', 'winscard.dll', 'long SCardDisconnect(intptr_t, unsigned long)'],
])('on %s the library is %s', (platform, name, prototype) => {
  winscard(koffi, platform);
  expect(library).toBe(name);
  expect(prototypes).toContain(prototype);
  const isAnsi = prototypes.some((each) => each.includes('SCardConnectA('));
  expect(isAnsi).toBe(platform === 'win32');
});
