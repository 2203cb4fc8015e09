import { expect, test } from 'vitest';
import { virtualTime } from '../../mocks/environment/simulation.ts';
import { type HostLink, hostLink } from '../reader/hostObject/hostLink.ts';
import { silentLog } from '../shared/log.ts';
import { untilBox } from './untilBox.ts';

const IDENTITY = { result: { stbId: 'STB-00A1B2C3D4' } };
const BUSY = { error: { code: 'NO_SERVICE', outcome: 'not-sent' } };

/** A host that answers its questions as `answers` says, after so many milliseconds; the last answer again and again. */
function waiting(...answers: (readonly [afterMs: number, answer: object] | 'silent')[]) {
  const time = virtualTime();
  const asked: number[] = [];
  const waits: string[] = [];
  const host = {
    onmessage: null as null | ((event: { readonly data: unknown }) => void),
    postMessage(json: string) {
      const { id } = JSON.parse(json) as { id: number };
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push(time.now() - began);
      if (!answer || answer === 'silent') return;
      const [afterMs, message] = answer;
      time.after(afterMs, () => host.onmessage?.({ data: JSON.stringify({ id, ...message }) }));
    },
  };
  const began = time.now();
  let link: HostLink | undefined = hostLink(host, time, silentLog);
  let stbId: string | undefined;
  const begin = (isThere = true) => {
    const own = link;
    if (!isThere) link = undefined;
    void untilBox({
      link: () => link,
      timers: time,
      onWait: (why) => waits.push(why),
      onSlow: () => {},
    }).then((box) => {
      stbId = box.stbId;
    });
    return () => {
      link = own;
    };
  };
  return {
    begin,
    asked,
    waits,
    passes: (ms: number) => time.runUntil(() => false, ms),
    box: () => stbId,
  };
}

test('a host that answers at once is asked once, and nothing is said', async () => {
  const { begin, asked, waits, passes, box } = waiting([10, IDENTITY]);
  begin();
  await passes(60_000);
  expect([box(), asked, waits]).toEqual(['STB-00A1B2C3D4', [0], []]);
});

test('a host that always needs eight seconds is believed at its first answer', async () => {
  const { begin, asked, waits, passes, box } = waiting([8_000, IDENTITY]);
  begin();
  await passes(8_100);
  expect(box()).toBe('STB-00A1B2C3D4');
  expect(asked).toEqual([0, 3_000]);
  expect(waits).toEqual(Array(2).fill('stbHost "identity": TIMEOUT'));
  await passes(600_000);
  expect(asked.length).toBe(2);
});

test('a host that has lost the first question is asked again, and more seldom the longer it is silent', async () => {
  const { begin, asked, passes, box } = waiting('silent', 'silent', 'silent', 'silent', [
    5,
    IDENTITY,
  ]);
  begin();
  await passes(120_000);
  expect(box()).toBe('STB-00A1B2C3D4');
  expect(asked).toEqual([0, 3_000, 8_000, 17_000, 34_000]);
});

test('a host that says that it cannot answer yet is asked every second', async () => {
  const { begin, asked, waits, passes, box } = waiting([0, BUSY], [0, BUSY], [0, IDENTITY]);
  begin();
  await passes(10_000);
  expect([box(), asked]).toEqual(['STB-00A1B2C3D4', [0, 1_000, 2_000]]);
  expect(waits).toEqual(Array(2).fill('stbHost "identity": NO_SERVICE'));
});

test('a host that refuses late what was asked again meanwhile is not asked twice as often', async () => {
  const { begin, asked, waits, passes } = waiting([4_000, BUSY]);
  begin();
  await passes(30_000);
  // Each question once: three seconds of silence, then pauses that grow.
  expect(asked).toEqual([0, 3_000, 8_000, 17_000]);
  expect(waits.length).toBe(4);
});

test('who has answered one question is asked no other, whatever was due', async () => {
  const { begin, asked, waits, passes, box } = waiting('silent', [7_000, IDENTITY], 'silent');
  begin();
  await passes(200_000);
  expect([box(), asked, waits.length]).toEqual(['STB-00A1B2C3D4', [0, 3_000, 8_000], 2]);
});

test('an object that is put into the page late is found', async () => {
  const { begin, waits, passes, box } = waiting([0, IDENTITY]);
  const put = begin(false);
  await passes(60_000);
  expect(new Set(waits)).toEqual(new Set(['no stbHost object in the page']));
  put();
  await passes(1_100);
  expect(box()).toBe('STB-00A1B2C3D4');
});
