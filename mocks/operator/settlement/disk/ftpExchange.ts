/**
 * Files on an FTP server (RFC 959, FTPS by RFC 4217). In both directions a file goes through a temporary file on this
 * machine. So connections are short even if the rows come slowly, and an interrupted transfer goes on or starts again.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'basic-ftp';
import { FileMissing } from '../fault.ts';
import type { FileExchange } from '../settlementTypes.ts';
import { type Drive, exchangeOver } from './exchangeOver.ts';
import { FtpFailure, type FtpOptions, ftpSession, isRefusal } from './ftpSession.ts';

const { basename, dirname } = posix;

async function inTemporaryFile<T>(work: (file: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'settlement-'));
  try {
    return await work(join(directory, 'file'));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const wasRefused = (error: unknown): boolean =>
  isRefusal(error) || (error instanceof FtpFailure && isRefusal(error.cause));

/** `undefined`: there is no such file. */
async function sizeOf(client: Client, path: string): Promise<number | undefined> {
  try {
    return await client.size(path);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function ftpDrive(options: FtpOptions): Drive {
  const session = ftpSession(options);
  const known = new Set<string>();
  const place = (path: string): string => posix.join(options.directory ?? '', path);

  /** Makes every folder of the path. The server refuses those that exist already, which does no harm. */
  async function makeFolder(client: Client, folder: string): Promise<void> {
    if (known.has(folder) || folder === '.' || folder === '/') return;
    await makeFolder(client, dirname(folder));
    await client.sendIgnoringError(`MKD ${folder}`);
    known.add(folder);
  }

  async function upload(client: Client, file: string, to: string): Promise<void> {
    await makeFolder(client, dirname(to));
    await client.uploadFrom(file, to);
    const [here, there] = [(await stat(file)).size, await sizeOf(client, to)];
    if (there !== undefined && there !== here)
      throw new Error(`${there} of ${here} bytes have arrived`);
  }

  return {
    names: (path) =>
      session(`list ${path}`, async (client) => {
        try {
          return (await client.list(place(path))).map(({ name }) => name);
        } catch (error) {
          // Servers differ in how they report a missing folder; but a folder that exists can be entered.
          const isThere = await client.cd(place(path)).then(
            () => true,
            (why) => !isRefusal(why),
          );
          // The connection may be in another folder now.
          client.close();
          if (isThere) throw error;
          return [];
        }
      }),

    has: (path) =>
      session(`size ${path}`, async (client) => (await sizeOf(client, place(path))) !== undefined),

    put: (path, chunks) =>
      inTemporaryFile(async (file) => {
        await pipeline(Readable.from(chunks), createWriteStream(file));
        await session(`put ${path}`, (client) => upload(client, file, place(path)));
      }),

    async *get(path) {
      const directory = await mkdtemp(join(tmpdir(), 'settlement-'));
      const file = join(directory, 'file');
      try {
        await session(`get ${path}`, async (client) => {
          const bytesSoFar = await stat(file).then(
            ({ size }) => size,
            () => 0,
          );
          await client.downloadTo(file, place(path), bytesSoFar);
        }).catch((error) => {
          throw wasRefused(error) ? new FileMissing(dirname(path), basename(path)) : error;
        });
        yield* createReadStream(file) as AsyncIterable<Uint8Array>;
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },

    rename: (from, to) =>
      session(`rename ${from} to ${to}`, async (client, isAgain) => {
        const [source, target] = [place(from), place(to)];
        await makeFolder(client, dirname(target));
        // An earlier try did it, and only the answer was lost.
        if (isAgain && (await sizeOf(client, source)) === undefined) return;
        try {
          await client.rename(source, target);
        } catch (error) {
          // Some servers do not rename over an existing file.
          if (!isRefusal(error) || (await sizeOf(client, target)) === undefined) throw error;
          await client.remove(target);
          await client.rename(source, target);
        }
      }),

    remove: (path) =>
      session(`remove ${path}`, async (client) => {
        try {
          await client.remove(place(path));
        } catch (error) {
          if (!isRefusal(error) || (await sizeOf(client, place(path))) !== undefined) throw error;
        }
      }),
  };
}

export const ftpExchange = (options: FtpOptions): FileExchange => exchangeOver(ftpDrive(options));
