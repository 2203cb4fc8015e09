/** One errand on an FTP server: a connection of its own, tried again a few times when the way there fails. */
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

export type Errand<T> = (client: Client, tries: number) => Promise<T>;

/** `what`: for the message when it fails. Errands must bear being run again after they were cut anywhere. */
export type Session = <T>(what: string, errand: Errand<T>) => Promise<T>;

export function ftpSession(options: FtpOptions): Session {
  const { host, port = 21, user, password, secure = false, tls } = options;
  const { timeoutMs = 30_000, tries = 3, pauseMs = 500 } = options;

  return async (what, errand) => {
    for (let done = 1; ; done++) {
      const client = new Client(timeoutMs);
      try {
        await client.access({
          host,
          port,
          user,
          password,
          secure,
          ...(tls ? { secureOptions: tls } : {}),
        });
        return await errand(client, done);
      } catch (error) {
        if (isRefusal(error) || done >= tries)
          throw new FtpFailure(`ftp://${host}:${port} ${what}`, done, error);
        await pause(pauseMs * 2 ** (done - 1));
      } finally {
        client.close();
      }
    }
  };
}
