/** Errands on an FTP server: one connection serves one after the other, and one that fails is tried again a few times. */
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
  /** Folders of ours lie here; empty: where the user lands. */
  readonly directory?: string;
  /** Of any one answer; 30 s. */
  readonly timeoutMs?: number;
  /** Of one errand altogether; 3. */
  readonly tries?: number;
  /** Before the second try, doubled before each further one; 500 ms. */
  readonly pauseMs?: number;
}

/** The place could not be reached or would not do it. Nothing is lost: the same call again. */
export class FtpFailure extends Error {
  constructor(what: string, tries: number, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${what} failed after ${tries} ${tries === 1 ? 'try' : 'tries'}: ${why}`, { cause });
    this.name = 'FtpFailure';
  }
}

/** The server has understood and says no: asking again changes nothing. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof FTPError && error.code >= 500 && error.code < 600;

/** `isAgain`: an earlier try may have done it already. */
type Errand<T> = (client: Client, isAgain: boolean) => Promise<T>;

/** `what`: for the message when it fails. Errands must bear being run again after they were cut anywhere. */
type Session = <T>(what: string, errand: Errand<T>) => Promise<T>;

/** A connection without errands is kept this long, and never keeps the process. */
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

  async function run<T>(client: Client, errand: Errand<T>, isAgain: boolean): Promise<T> {
    try {
      const done = await errand(client, isAgain);
      giveBack(client);
      return done;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  return async (what, errand) => {
    let isAgain = false;
    const kept = takeIdle();
    if (kept) {
      try {
        return await run(kept, errand, false);
      } catch (error) {
        if (isRefusal(error)) throw new FtpFailure(`ftp://${host}:${port} ${what}`, 1, error);
        // The server may have closed it long ago: that was not a try.
        isAgain = true;
      }
    }
    for (let done = 1; ; done++) {
      try {
        return await run(await connect(), errand, isAgain);
      } catch (error) {
        if (isRefusal(error) || done >= tries)
          throw new FtpFailure(`ftp://${host}:${port} ${what}`, done, error);
        isAgain = true;
        await pause(pauseMs * 2 ** (done - 1));
      }
    }
  };
}
