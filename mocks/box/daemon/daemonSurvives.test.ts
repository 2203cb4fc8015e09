/** Cards, readers, pcscd and the binding in random orders: nothing is lost, nothing runs twice, and there is always a way on. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { virtualTime } from '../../environment/simulation.ts';
import { apduPolicy } from './apduPolicy.ts';
import { daemonHost } from './daemonHost.ts';
import { type Fault, fakePcscd } from './pcsc/fakePcscd.fixture.ts';
import { fakeWinscard } from './pcsc/fakeWinscard.fixture.ts';
import { pcscBackend } from './pcsc/pcscBackend.ts';
import { pcscProcess, type StartChild } from './pcsc/pcscProcess.ts';
import { pcscReaders } from './pcsc/pcscReaders.ts';
import { servePcsc } from './pcsc/pcscWire.ts';

const READERS = ['left', 'right'] as const;
/** A run is a whole evening, so one of a hundred is enough. */
const RUNS = Math.ceil(Number(process.env.FUZZ_RUNS ?? 10_000) / 100);

type Reader = (typeof READERS)[number];
type Step =
  | { readonly do: 'powerOn' | 'transmit' | 'powerOff'; readonly reader: Reader }
  | { readonly do: 'plug' | 'plugUnseen' | 'unplug' | 'insert' | 'pull'; readonly reader: Reader }
  | { readonly do: 'kill' | 'revive' | 'failWait' | 'crash' | 'listenerThrows' }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'wait'; readonly ms: number };

const reader = fc.constantFrom(...READERS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('powerOn', 'transmit', 'powerOff'), reader }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('plug', 'plugUnseen', 'unplug', 'insert', 'pull'),
      reader,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('kill', 'revive', 'failWait', 'crash', 'listenerThrows'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('fault'),
      fault: fc.constantFrom('throws', 'rejects', 'late'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(0, 1, 5, 15, 40, 600) }),
  },
) as fc.Arbitrary<Step>;

interface Answer {
  readonly id: number;
  readonly error?: { readonly code: string; readonly outcome: string };
}

/** States as they follow each other, each once. */
function courseOf(told: readonly (readonly [string, string])[], of: string): string[] {
  const course: string[] = [];
  for (const [name, state] of told) {
    if (name !== of || state === (course[course.length - 1] ?? 'gone')) continue;
    course.push(state);
  }
  return course;
}

function daemon() {
  const time = virtualTime(0, 4);
  const binding = fakePcscd(time);
  const log = () => {};
  let crash = () => {};
  /** The process of the binding, whose messages take a moment and all arrive before its end. */
  const startChild: StartChild = (hear, ended) => {
    const inside = fakeWinscard(time, binding);
    let isOver = false;
    const ends = () => {
      if (isOver) return;
      isOver = true;
      pcsc.stop();
      inside.ends();
      time.after(1, ended);
    };
    const pcsc = pcscReaders(() => inside.winscard, time, log, ends);
    const take = servePcsc(pcsc, (message) => {
      if (!isOver) time.after(1, () => hear(structuredClone(message)));
    });
    crash = ends;
    return {
      send: (message) => void time.after(1, () => isOver || take(structuredClone(message))),
      end: ends,
    };
  };
  const backend = pcscBackend({
    pcsc: pcscProcess(startChild, time, log),
    only: [],
    platform: 'linux',
    log,
  });
  const host = daemonHost({
    backend,
    box: { stbId: 'STB-1', key: '0F'.repeat(32) },
    policy: apduPolicy({ allowVerify: false }),
    timers: time,
    clock: time,
    log,
  });
  const answers: Answer[] = [];
  const told: [string, string][] = [];
  let throwsNext = false;
  let lastId = 0;
  const apdus = new Map<number, string>();
  host.onmessage = ({ data }) => {
    const message = JSON.parse(data as string);
    if (message.id) answers.push(message);
    else if (message.event === 'reader-removed') told.push([message.reader, 'gone']);
    else if (message.event === 'state') told.push([message.reader, message.state]);
    if (!throwsNext) return;
    throwsNext = false;
    throw new Error('a listener');
  };
  function ask(method: string, name: string): number {
    const id = ++lastId;
    const apdu = `00B095${id.toString(16).padStart(4, '0').toUpperCase()}`;
    if (method === 'transmit') apdus.set(id, apdu);
    host.postMessage(JSON.stringify({ id, method, reader: name, apdu, timeoutMs: 5_000 }));
    return id;
  }
  const answered = async (id: number) => {
    await time.runUntil(() => answers.some((answer) => answer.id === id), 10_000);
    return answers.find((answer) => answer.id === id);
  };
  return {
    ...{ time, binding, host, answers, told, apdus, ask, answered },
    asked: () => lastId,
    async takes(step: Step): Promise<void> {
      switch (step.do) {
        case 'powerOn':
        case 'transmit':
        case 'powerOff':
          ask(step.do, step.reader);
          break;
        case 'fault':
          binding.faults.push(step.fault);
          break;
        case 'wait':
          await time.runUntil(() => false, step.ms);
          break;
        case 'listenerThrows':
          throwsNext = true;
          break;
        case 'crash':
          crash();
          break;
        case 'kill':
        case 'revive':
        case 'failWait':
          binding[step.do]();
          break;
        default:
          binding[step.do](step.reader);
      }
    },
  };
}

const TRUE_TIMES: Readonly<Record<string, readonly number[]>> = {
  answered: [1],
  'not-sent': [0],
  unknown: [0, 1],
};

test('in any order of cards, readers, ends of pcscd and throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const box = daemon();
      const { binding, time } = box;
      for (const name of READERS) {
        binding.plug(name);
        binding.insert(name);
      }
      for (const each of steps) await box.takes(each);

      // Everything is well again: the page knows what is there, and each card answers.
      binding.faults.length = 0;
      binding.revive();
      await time.runUntil(() => false, 10_000);
      for (const name of READERS) {
        const truth = courseOf(binding.delivered, name);
        expect(courseOf(box.told, name), name).toEqual(truth);
        const insertion = binding.world.get(name);
        const state = insertion === undefined ? 'gone' : insertion === 0 ? 'empty' : 'present';
        expect(truth[truth.length - 1] ?? 'gone', name).toBe(state);
        if (state !== 'present') continue;
        // A connection that is missing is found missing here, and made again.
        const first = await box.answered(box.ask('powerOn', name));
        if (first?.error) await time.runUntil(() => false, 1_000);
        expect(await box.answered(box.ask('powerOn', name))).toMatchObject({ result: {} });
        expect(await box.answered(box.ask('transmit', name))).toMatchObject({
          result: { answer: '9000' },
        });
      }
      void box.host.leave();
      await time.runUntil(() => false, 1_000);

      expect(binding.breaches).toEqual([]);
      expect([...binding.holders.keys()]).toEqual([]);
      const ids = box.answers.map(({ id }) => id).sort((a, b) => a - b);
      expect(ids).toEqual(Array.from({ length: box.asked() }, (_, at) => at + 1));
      for (const { id, error } of box.answers) {
        const apdu = box.apdus.get(id);
        if (!apdu) continue;
        const outcome = error?.outcome ?? 'answered';
        expect(TRUE_TIMES[outcome], `${outcome} ${error?.code}`).toContain(
          binding.times.get(apdu) ?? 0,
        );
      }
    }),
    { numRuns: RUNS },
  );
});
