/**
 * An FTP server for development and tests, reachable from this machine only. It has one user and one directory that no
 * path leads out of. It is not made for a network.
 */
import { randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { FtpSrv } from 'ftp-srv';

interface FtpServerOptions {
  readonly root: string;
  readonly user: string;
  readonly password: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** PEM. With it clients may use TLS (RFC 4217); without it TLS is refused. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface RunningFtpServer {
  readonly host: string;
  readonly port: number;
  /** Ends every connection. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Data ports: each server takes a window of fifty ports below those that the system assigns, so that two servers rarely
 * collide.
 */
const WINDOW = 50;
const FIRST_PORT = 10_000;
const WINDOWS = 400;

const quiet = {
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => quiet,
};

/** ftp-srv ends the process on these signals; that is for the program to decide. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const;

function withoutSignals<T>(make: () => T): T {
  const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
  const made = make();
  for (const signal of SIGNALS)
    for (const listener of process.listeners(signal))
      if (!before.get(signal)!.includes(listener)) process.removeListener(signal, listener);
  return made;
}

/** @throws Error EADDRINUSE when the port is taken. */
export async function ftpServer(options: FtpServerOptions): Promise<RunningFtpServer> {
  const { root, user, password, port = 0, tls = false } = options;
  await mkdir(root, { recursive: true });
  const firstPort = FIRST_PORT + randomInt(WINDOWS) * WINDOW;
  const server = withoutSignals(
    () =>
      new FtpSrv({
        url: `ftp://${HOST}:${port}`,
        pasv_url: HOST,
        pasv_min: firstPort,
        pasv_max: firstPort + WINDOW - 1,
        tls,
        anonymous: false,
        blacklist: ['SITE', 'STOU'],
        log: quiet,
        timeout: 60_000,
      }),
  );
  server.on('login', ({ username, password: given }, resolve, reject) => {
    if (username === user && given === password) resolve({ root });
    else reject(new Error('wrong user or password'));
  });
  // The client notices a broken connection itself. Without this listener it would end the process.
  server.on('client-error', () => undefined);
  await server.listen();
  const { server: socket } = server as unknown as { readonly server: Server };
  return {
    host: HOST,
    port: (socket.address() as AddressInfo).port,
    close: async () => {
      await server.close();
    },
  };
}
