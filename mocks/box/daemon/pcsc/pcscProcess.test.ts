import { beforeEach, expect, test } from 'vitest';
import type { Bytes } from '../../../../src/shared/bytes.ts';
import { virtualTime } from '../../../environment/simulation.ts';
import type { Pcsc } from './pcsc.ts';
import { pcscProcess } from './pcscProcess.ts';
import type { FromChild, ToChild } from './pcscWire.ts';

interface Started {
  readonly asked: ToChild[];
  readonly hear: (message: FromChild) => void;
  readonly ended: () => void;
  isEnded: boolean;
}

let time: ReturnType<typeof virtualTime>;
let children: Started[];
let told: unknown[];
let lines: string[];
let served: boolean[];
const serves = (isThere: boolean) => void served.push(isThere);
let pcsc: Pcsc;
let failsToStart: number;

beforeEach(() => {
  time = virtualTime();
  [children, told, lines, served, failsToStart] = [[], [], [], [], 0];
  pcsc = pcscProcess(
    (hear, ended) => {
      if (failsToStart-- > 0) throw new Error('spawn EMFILE');
      const child: Started = { asked: [], hear, ended, isEnded: false };
      children.push(child);
      return {
        send: (message) => void child.asked.push(message),
        end: () => {
          child.isEnded = true;
        },
      };
    },
    time,
    (_, line) => lines.push(line),
  );
});

const watch = () => pcsc.watch((...given) => told.push(given), serves);
const last = () => children[children.length - 1]!;
const answers = (value: unknown) => last().hear({ id: last().asked.at(-1)!.id, value });

async function connected() {
  const connecting = pcsc.connect('slot');
  answers(7);
  return connecting;
}

test('calls and answers, readers and lines go through', async () => {
  watch();
  last().hear({ reader: 'slot', flags: 0x20 });
  last().hear({ line: 'pcscd is there again' });
  const card = await connected();
  const apdu = Uint8Array.of(1) as Bytes;
  const sending = card.transmit(apdu);
  answers(Uint8Array.of(0x90, 0));
  expect(await sending).toEqual(Uint8Array.of(0x90, 0));
  const failing = card.coldReset();
  last().hear({ id: last().asked.at(-1)!.id, code: 'UnpoweredCard' });
  await expect(failing).rejects.toMatchObject({ code: 'UnpoweredCard' });
  expect(last().asked.map(({ id: _, ...ask }) => ask)).toEqual([
    { call: 'connect', reader: 'slot' },
    { call: 'transmit', card: 7, apdu },
    { call: 'coldReset', card: 7 },
  ]);
  expect([told, lines]).toEqual([[['slot', 0x20]], ['pcscd is there again']]);
});

test('when the process ends, what was under way may have run, its readers are gone, and another is started', async () => {
  watch();
  last().hear({ reader: 'slot', flags: 0x20 });
  const card = await connected();
  const sending = card.transmit(Uint8Array.of(1) as Bytes);
  const [old] = children;
  old!.ended();
  old!.ended();
  await expect(sending).rejects.toEqual({ code: 'NoService' });
  expect(told.slice(1)).toEqual([['slot', null]]);
  await time.runUntil(() => false, 100);
  expect(children).toHaveLength(2);
  old!.hear({ reader: 'slot', flags: 0x20 });
  expect(told).toHaveLength(2);
  await expect(card.transmit(Uint8Array.of(1) as Bytes)).rejects.toEqual({ code: 'InvalidHandle' });
  expect(last().asked).toEqual([]);
});

test('whoever is told may throw: all readers go, and another process is started', async () => {
  pcsc.watch((...given) => {
    told.push(given);
    throw new Error('a listener');
  }, serves);
  for (const reader of ['left', 'right']) last().hear({ reader, flags: 0x10 });
  last().ended();
  expect(told.slice(2)).toEqual([
    ['left', null],
    ['right', null],
  ]);
  await time.runUntil(() => false, 100);
  expect(children).toHaveLength(2);
});

test('the pause grows while no process names a reader, and a process that cannot be started is tried again', async () => {
  failsToStart = 3;
  watch();
  const before = time.now();
  await time.runUntil(() => children.length === 1, 10_000);
  expect(time.now() - before).toBe(50 + 100 + 200);
  expect(lines).toEqual(Array(3).fill('Error: spawn EMFILE'));
});

test('there is PC/SC from when the process says so until it ends', async () => {
  watch();
  last().hear({ isThere: true });
  expect(served).toEqual([true]);
  last().ended();
  expect(served).toEqual([true, false]);
});

test('after stop no other is started', async () => {
  watch();
  pcsc.stop();
  expect(last().isEnded).toBe(true);
  last().ended();
  await time.runUntil(() => false, 10_000);
  expect(children).toHaveLength(1);
});
