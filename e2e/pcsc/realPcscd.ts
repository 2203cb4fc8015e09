/** Runs a separate pcscd in the foreground, with vsmartcard's virtual readers and no other. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { until } from '../engines/driver.ts';
import { debianPackages, NotHere, runs } from '../engines/install.ts';
import { newFolder, type Started, start } from '../engines/processes.ts';

const SOCKET = '/run/pcscd/pcscd.comm';
const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const START_MS = 20_000;

/** Matches a log in which no card was inserted yet, or the last event is a removal. */
const EMPTY = /^(?![\s\S]*Card inserted into)|Card Removed From(?![\s\S]*Card inserted into)/;

/** pcscd's name for the first slot of vpcd's reader; it comes after those of the spare ones, which stay empty. */
export const VIRTUAL_READER = 'Virtual PCD 00 00';
const SPARE_READERS = ['Spare A', 'Spare B', 'Spare C'];
/** Each has two slots. */
export const VIRTUAL_READER_INDEX = 2 * SPARE_READERS.length;
export const SPARE_READER = 'Spare A 00 00';

export interface RealPcscd {
  /** Where vpcd waits for a card. */
  readonly vpcdPort: number;
  /**
   * Resolves when pcscd has seen the slot empty. It polls a few times a second. When a card leaves and returns between two
   * polls while a command fails, pcscd takes the slot for empty until the card is removed once more.
   */
  seesEmptySlot(): Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a crash does: it cleans up nothing. */
  kill(): Promise<void>;
}

/** Installs pcscd and its tools. @throws NotHere when something is missing and cannot be installed. */
export function installPcscd(): void {
  debianPackages(
    ['pcscd', 'vsmartcard-vpcd', 'opensc', 'pcsc-tools'],
    () =>
      existsSync(DRIVER) &&
      ['pcscd', 'opensc-tool', 'scriptor'].every((name) =>
        runs('/bin/sh', '-c', `command -v ${name}`),
      ),
  );
  if (process.getuid?.() !== 0) throw new NotHere('pcscd needs root here: its socket is in /run');
}

const opens = (where: string | number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = typeof where === 'string' ? connect(where) : connect(where, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** A port for vpcd, which takes the next one for its second slot, and has neither slot when that is taken. */
export async function freeVpcdPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (await isFree(port + 1)) return port;
  }
}

/** A reader with a driver of its own, because vpcd's readers of one driver share their slots. */
function entry(folder: string, name: string, port: number): string {
  const driver = join(folder, `${port}.so`);
  copyFileSync(DRIVER, driver);
  const id = `0x${port.toString(16).toUpperCase()}`;
  const lines = [
    `FRIENDLYNAME "${name}"`,
    `DEVICENAME /dev/null:${id}`,
    `LIBPATH ${driver}`,
    `CHANNELID ${id}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Starts pcscd. @throws NotHere when another pcscd has the only socket. */
export async function startPcscd(vpcdPort: number): Promise<RealPcscd> {
  if (await opens(SOCKET)) throw new NotHere('another pcscd is running; stop it first');
  const folder = newFolder('pcscd');
  const readers = join(folder, 'readers');
  mkdirSync(readers);
  const entries: string[] = [];
  for (const name of SPARE_READERS) entries.push(entry(folder, name, await freeVpcdPort()));
  writeFileSync(
    join(readers, 'vpcd'),
    [...entries, entry(folder, 'Virtual PCD', vpcdPort)].join('\n'),
  );
  const pcscd: Started = start('pcscd', ['--foreground', '--info', '--config', readers], folder);
  await until('pcscd opens its socket', START_MS, () => opens(SOCKET));
  return {
    vpcdPort,
    seesEmptySlot: async () => void (await pcscd.says(EMPTY, START_MS)),
    stop: () => pcscd.stop(),
    kill: () => pcscd.kill(),
  };
}
