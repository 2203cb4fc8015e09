/** The process of the PC/SC binding: serves it to the daemon, and ends with it or whenever PC/SC is of no use any more. */
import { createRequire } from 'node:module';
import type { Log } from '../../../../src/shared/log.ts';
import type { Timers } from '../../../../src/shared/time.ts';
import { pcscReaders } from './pcscReaders.ts';
import { type FromChild, servePcsc, type ToChild } from './pcscWire.ts';
import { type Koffi, winscard } from './winscard.ts';

const timers: Timers = {
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

const send = (message: FromChild) => void process.send?.(message);
const log: Log = (_, line) => send({ line });

/** Ends at once: an orderly end would wait for a driver that does not answer. */
const die = () => process.kill(process.pid, 'SIGKILL');

function main(): void {
  process.on('disconnect', die);
  // Ctrl-C goes to all processes of a terminal: the daemon first powers its cards off, and then ends this one.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  const [, binding = ''] = process.argv;
  const koffi = createRequire(binding)(binding) as Koffi;
  const load = () => winscard(koffi, process.platform);
  const pcsc = pcscReaders(load, timers, log, (why) => {
    process.send?.({ line: `PC/SC has gone, ${why}: looking for it again` }, die);
  });
  const take = servePcsc(pcsc, send);
  process.on('message', (ask) => take(ask as ToChild));
}

main();
