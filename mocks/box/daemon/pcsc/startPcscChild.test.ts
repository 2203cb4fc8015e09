import { expect, test } from 'vitest';
import type { FromChild } from './pcscWire.ts';
import { startPcscChild } from './startPcscChild.ts';

const ECHO = `process.on('disconnect', () => process.exit());
process.on('message', ({ id, apdu }) => id === 9 ? process.kill(process.pid, 'SIGKILL') : process.send({ id, value: apdu }));`;

/** Runs a program in the place of the binding's. */
function started(program: string) {
  const heard: FromChild[] = [];
  let wake = () => {};
  let child: ReturnType<ReturnType<typeof startPcscChild>>;
  const ended = new Promise<void>((resolve) => {
    child = startPcscChild(program, 'a binding')((message) => {
      heard.push(message);
      wake();
    }, resolve);
  });
  const hears = (count: number) =>
    new Promise<void>((resolve) => {
      wake = () => heard.length >= count && resolve();
      wake();
    });
  return { child: child!, heard, hears, ended };
}

const transmit = (id: number) =>
  ({ id, call: 'transmit', card: 1, apdu: Uint8Array.of(0x90, 0) }) as const;

test('bytes go there and come back', async () => {
  const { child, heard, hears, ended } = started(ECHO);
  child.send(transmit(1));
  await hears(1);
  expect(heard).toEqual([{ id: 1, value: Uint8Array.of(0x90, 0) }]);
  child.end();
  child.end();
  await ended;
});

test('a process that is killed has ended, and what is sent to it is no fault', async () => {
  const { child, heard, ended } = started(ECHO);
  child.send(transmit(9));
  await ended;
  child.send(transmit(2));
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual([]);
});

test('everything that a process said arrives before its end', async () => {
  const says = `process.send({ line: process.argv[1] }); process.send({ id: 1, code: 'NoService' }, () => process.exit());`;
  const { heard, ended } = started(says);
  await ended;
  expect(heard).toEqual([{ line: 'a binding' }, { id: 1, code: 'NoService' }]);
});

test('the process has a thread for each of 16 readers, and one more to watch them', async () => {
  const says = `process.send({ line: process.env.UV_THREADPOOL_SIZE }, () => process.exit());`;
  const { heard, ended } = started(says);
  await ended;
  expect(Number((heard[0] as { line: string }).line)).toBeGreaterThan(16);
});
