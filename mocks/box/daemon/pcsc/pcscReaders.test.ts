import { beforeEach, expect, test } from 'vitest';
import { virtualTime } from '../../../environment/simulation.ts';
import type { PcscCard } from './pcsc.ts';
import { pcscReaders } from './pcscReaders.ts';
import type { Winscard } from './winscard.ts';

const CHANGED = 0x02;
const GONE = 0x0c;
const EMPTY = 0x10;
const PRESENT = 0x20;
const MOVE = 0x10000;

type Waiting = (end: { changed?: Record<string, number>; code?: string }) => void;

let time: ReturnType<typeof virtualTime>;
let told: unknown[];
let lines: string[];
let served: boolean[];
let ends: string[];
let names: string[];
let asked: Record<string, number>[];
let waits: Waiting[];
let failure: string | null;

const card = {} as PcscCard;
const library: Winscard = {
  async establishContext() {
    if (failure) throw { code: failure };
    return 'a context';
  },
  listReaders: async () => names,
  getStatusChange: (context, known, timeoutMs) => {
    expect(context).toBe('a context');
    asked.push(Object.fromEntries(known));
    return new Promise((resolve, reject) => {
      const stop = time.after(timeoutMs, () => resolve(new Map()));
      waits.push(({ changed, code }) => {
        stop();
        if (code) reject({ code });
        else resolve(new Map(Object.entries(changed ?? {})));
      });
    });
  },
  connect: async (reader) => {
    if (reader !== 'slot') throw { code: 'UnknownReader' };
    return card;
  },
};

beforeEach(() => {
  time = virtualTime();
  [told, lines, served, ends, names, asked, waits] = [[], [], [], [], ['slot'], [], []];
  failure = null;
});

const passes = (ms = 0) => time.runUntil(() => false, ms);

async function watched(load = () => library) {
  const pcsc = pcscReaders(
    load,
    time,
    (_, line) => lines.push(line),
    (why) => ends.push(why),
  );
  pcsc.watch(
    (...given) => told.push(given),
    (isThere) => served.push(isThere),
  );
  await passes();
  return pcsc;
}

async function says(changed: Record<string, number>): Promise<void> {
  waits.pop()!({ changed });
  await passes();
}

test('all readers are watched, however many', async () => {
  names = Array.from({ length: 16 }, (_, at) => `slot ${at}`);
  await watched();
  expect(asked).toEqual([Object.fromEntries(names.map((name) => [name, 0]))]);
  await says(Object.fromEntries(names.map((name) => [name, EMPTY | CHANGED])));
  expect(told).toEqual(names.map((name) => [name, EMPTY | CHANGED]));
});

test('a card that comes and goes, and what is known is what the next wait begins with', async () => {
  await watched();
  await says({ slot: CHANGED | EMPTY | MOVE });
  await says({ slot: CHANGED | PRESENT | (2 * MOVE) });
  expect(told).toEqual([
    ['slot', CHANGED | EMPTY],
    ['slot', CHANGED | PRESENT],
  ]);
  expect(asked).toEqual([
    { slot: 0 },
    { slot: CHANGED | EMPTY | MOVE },
    { slot: CHANGED | PRESENT | (2 * MOVE) },
  ]);
});

test('a card that was changed between two looks has gone meanwhile; one that another program uses has not', async () => {
  await watched();
  await says({ slot: CHANGED | PRESENT | MOVE });
  await says({ slot: CHANGED | PRESENT | 0x100 | MOVE });
  await says({ slot: CHANGED | PRESENT | (3 * MOVE) });
  expect(told.slice(1)).toEqual([
    ['slot', CHANGED | PRESENT | 0x100],
    ['slot', EMPTY],
    ['slot', CHANGED | PRESENT],
  ]);
});

test.each<[string, () => Promise<unknown>]>([
  ['the wait says', () => says({ slot: CHANGED | GONE })],
  ['the list says', () => passes(600)],
])('a reader that %s is unplugged is gone once, and may come back', async (_, goes) => {
  await watched();
  await says({ slot: CHANGED | EMPTY });
  names = [];
  await goes();
  await passes(600);
  names = ['slot'];
  await passes(600);
  await says({ slot: CHANGED | EMPTY });
  expect(told).toEqual([
    ['slot', CHANGED | EMPTY],
    ['slot', null],
    ['slot', CHANGED | EMPTY],
  ]);
});

test('a reader that goes between the list and the wait is looked for again after a pause', async () => {
  await watched();
  waits[0]!({ code: 'UnknownReader' });
  await passes(50);
  expect(waits).toHaveLength(1);
  await passes(60);
  expect([waits.length, ends]).toEqual([2, []]);
});

test('a reader that wakes nobody is found within half a second', async () => {
  names = [];
  await watched();
  names = ['slot'];
  await passes(500);
  expect(asked).toEqual([{}, { slot: 0 }]);
});

test('without pcscd it keeps trying, says why once for each cause, and says when it is back', async () => {
  failure = 'NoService';
  await watched();
  await passes(1_000);
  failure = 'SecurityViolation';
  await passes(1_000);
  failure = null;
  await passes(1_000);
  expect(lines).toEqual([
    'no PC/SC, NoService: is pcscd installed and running?',
    'no PC/SC, SecurityViolation: is this user allowed to use pcscd (polkit)?',
    'PC/SC is there again',
  ]);
  expect(asked).not.toEqual([]);
  expect(served).toEqual([true]);
});

test('a system without the library is asked again, too', async () => {
  let isInstalled = false;
  await watched(() => {
    if (!isInstalled) throw new Error('libpcsclite.so.1: cannot open shared object file');
    return library;
  });
  isInstalled = true;
  await passes(200);
  expect([lines.length, asked.length]).toEqual([2, 1]);
  expect(lines[0]).toContain('libpcsclite.so.1');
});

test('when pcscd goes, it ends, once, and says nothing any more', async () => {
  await watched();
  waits[0]!({ code: 'CommError' });
  await passes(5_000);
  expect([ends, told, asked.length]).toEqual([['CommError'], [], 1]);
});

test('what is thrown while an event is told ends it, and is not lost', async () => {
  const pcsc = pcscReaders(
    () => library,
    time,
    () => {},
    (why) => ends.push(why),
  );
  pcsc.watch(
    () => {
      throw new Error('the channel is closed');
    },
    () => {},
  );
  await passes();
  await says({ slot: CHANGED | EMPTY });
  expect(ends).toEqual(['Error: the channel is closed']);
});

test('after stop nothing is told, and nothing is tried again', async () => {
  const pcsc = await watched();
  pcsc.stop();
  await says({ slot: CHANGED | PRESENT });
  await passes(5_000);
  expect([told, asked.length]).toEqual([[], 1]);
  failure = 'NoService';
  (await watched()).stop();
  failure = null;
  await passes(5_000);
  expect(asked).toHaveLength(1);
});

test('a card is connected; a call before there is a library is refused', async () => {
  const pcsc = await watched();
  expect(await pcsc.connect('slot')).toBe(card);
  await expect(pcsc.connect('another')).rejects.toEqual({ code: 'UnknownReader' });
  const early = pcscReaders(
    () => library,
    time,
    () => {},
    () => {},
  );
  await expect(early.connect('slot')).rejects.toEqual({ code: 'NoService' });
});
