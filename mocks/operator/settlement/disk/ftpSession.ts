/** Tasks on an FTP server. One connection does them one after another, and a failed task is tried again a few times. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectionOptions } from 'node:tls';
import { Client, FTPError } from 'basic-ftp';

export interface FtpOptions {
  readonly host: string;
  readonly port?: number;
  readonly user: string;
  readonly password: string;
  /** FTPS: explicit TLS on the same port, or `implicit`. */
  readonly secure?: boolean | 'implicit';
  readonly tls?: ConnectionOptions;
  /** The folder that our folders are in; empty: the user's start folder. */
  readonly directory?: string;
  /** For each answer; 30 s by default. */
  readonly timeoutMs?: number;
  /** For one task; 3 by default. */
  readonly tries?: number;
  /** Before the second try, doubled before each further try; 500 ms by default. */
  readonly pauseMs?: number;
}

/** The server could not be reached, or refused. Nothing is lost: the same call may be made again. */
export class FtpFailure extends Error {
  constructor(what: string, tries: number, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${what} failed after ${tries} ${tries === 1 ? 'try' : 'tries'}: ${why}`, { cause });
    this.name = 'FtpFailure';
  }
}

/** The server understood and refused: asking again changes nothing. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof FTPError && error.code >= 500 && error.code < 600;

/** `isAgain`: an earlier try may have done it already. */
type Task<T> = (client: Client, isAgain: boolean) => Promise<T>;

/** `what`: for the message when it fails. A task must allow being run again after it was interrupted at any point. */
type Session = <T>(what: string, task: Task<T>) => Promise<T>;

/** An idle connection is kept this long. It does not keep the process running. */
const IDLE_MS = 1_000;

export function ftpSession(options: FtpOptions): Session {
  const { host, port = 21, user, password, secure = false, tls } = options;
  const { timeoutMs = 30_000, tries = 3, pauseMs = 500 } = options;
  let idle: { readonly client: Client; readonly timer: NodeJS.Timeout } | null = null;

  function takeIdle(): Client | null {
    if (!idle) return null;
    const { client, timer } = idle;
    idle = null;
    clearTimeout(timer);
    if (client.closed) return null;
    client.ftp.socket.ref();
    return client;
  }

  function giveBack(client: Client): void {
    if (idle || client.closed) {
      client.close();
      return;
    }
    client.ftp.socket.unref();
    const timer = setTimeout(() => takeIdle()?.close(), IDLE_MS).unref();
    idle = { client, timer };
  }

  async function connect(): Promise<Client> {
    const client = new Client(timeoutMs);
    try {
      const secureOptions = tls ? { secureOptions: tls } : {};
      await client.access({ host, port, user, password, secure, ...secureOptions });
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  async function run<T>(client: Client, task: Task<T>, isAgain: boolean): Promise<T> {
    try {
      const done = await task(client, isAgain);
      giveBack(client);
      return done;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  return async (what, task) => {
    let isAgain = false;
    const kept = takeIdle();
    if (kept) {
      try {
        return await run(kept, task, false);
      } catch (error) {
        if (isRefusal(error)) throw new FtpFailure(`ftp://${host}:${port} ${what}`, 1, error);
        // The server may have closed the idle connection long ago, so this does not count as a try.
        isAgain = true;
      }
    }
    for (let done = 1; ; done++) {
      try {
        return await run(await connect(), task, isAgain);
      } catch (error) {
        if (isRefusal(error) || done >= tries)
          throw new FtpFailure(`ftp://${host}:${port} ${what}`, done, error);
        isAgain = true;
        await pause(pauseMs * 2 ** (done - 1));
      }
    }
  };
}
