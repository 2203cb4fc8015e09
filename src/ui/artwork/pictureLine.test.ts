import { expect, test } from 'vitest';
import { createPictureLine } from './pictureLine.ts';

/** A line whose time goes on by `pass`, and pictures that come when the test says so. */
function rig() {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  const line = createPictureLine({
    after(delayMs, callback) {
      const timer = { at: now + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
  const ends: Record<string, (hasCome: boolean) => void> = {};
  const asked: string[] = [];
  const left: string[] = [];
  return {
    asked,
    left,
    want: (url: string) =>
      line.want({
        url,
        come() {
          asked.push(url);
          return new Promise((resolve) => {
            ends[url] = resolve;
          });
        },
        leave: () => void left.push(url),
      }),
    async pass(ms: number) {
      for (const end = now + ms; ; ) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        now = next ? next.at : end;
        if (!next) return;
        timers = timers.filter((other) => other !== next);
        next.callback();
        await null;
      }
    },
    async end(url: string, hasCome = true) {
      ends[url]!(hasCome);
      await null;
      await null;
    },
  };
}

const QUIET_MS = 200;

test('nothing is asked for while rows rush past, then two at a time', async () => {
  const { want, pass, end, asked } = rig();
  for (const url of ['/a', '/b', '/c', '/d']) {
    want(url);
    await pass(100);
  }
  expect(asked).toEqual([]);
  await pass(QUIET_MS);
  expect(asked).toEqual(['/a', '/b']);
  await end('/b');
  expect(asked).toEqual(['/a', '/b', '/c']);
  await end('/a', false);
  expect(asked).toEqual(['/a', '/b', '/c', '/d']);
});

test('a wish that was taken back is not asked for', async () => {
  const { want, pass, asked, left } = rig();
  const forget = want('/a');
  want('/b');
  forget();
  await pass(QUIET_MS);
  expect(asked).toEqual(['/b']);
  expect(left).toEqual([]);
});

test('one that is taken back on its way makes room, and may be asked for again', async () => {
  const { want, pass, end, asked, left } = rig();
  const forget = want('/a');
  want('/b');
  want('/c');
  await pass(QUIET_MS);
  forget();
  expect(left).toEqual(['/a']);
  expect(asked).toEqual(['/a', '/b', '/c']);
  await end('/a', false);
  want('/a');
  await end('/b');
  expect(asked).toHaveLength(3);
  await pass(QUIET_MS);
  expect(asked).toEqual(['/a', '/b', '/c', '/a']);
});

test('nothing starts between two steps, although another has just come', async () => {
  const { want, pass, end, asked } = rig();
  for (const url of ['/a', '/b', '/c']) want(url);
  await pass(QUIET_MS);
  want('/d');
  await end('/a');
  expect(asked).toEqual(['/a', '/b']);
  await pass(QUIET_MS);
  expect(asked).toEqual(['/a', '/b', '/c']);
});

test('one that takes too long is given up: the others come, and its own late answer changes nothing', async () => {
  const { want, pass, end, asked, left } = rig();
  for (const url of ['/a', '/b', '/c']) want(url);
  await pass(QUIET_MS);
  await end('/b');
  await end('/c');
  await pass(7_000);
  expect(left).toEqual([]);
  await pass(1_000);
  expect(left).toEqual(['/a']);
  await end('/a');
  want('/a');
  await pass(QUIET_MS);
  expect(asked).toEqual(['/a', '/b', '/c']);
});

test('one that did not come is asked for again after two minutes, not before', async () => {
  const { want, pass, end, asked } = rig();
  want('/a');
  await pass(QUIET_MS);
  await end('/a', false);
  want('/a');
  await pass(100_000);
  expect(asked).toEqual(['/a']);
  await pass(30_000);
  want('/a');
  await pass(QUIET_MS);
  expect(asked).toEqual(['/a', '/a']);
});
