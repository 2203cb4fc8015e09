/** Where the parties exchange files: the operator's FTP server, or the host's own server for development. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ftpExchange } from '../../settlement/disk/ftpExchange.ts';
import { ftpServer } from '../../settlement/disk/ftpServer.ts';
import type { FtpOptions } from '../../settlement/disk/ftpSession.ts';
import type { FileExchange } from '../../settlement/settlementTypes.ts';
import type { BackendConfig, FtpAccount } from '../config/backendConfig.ts';

interface FileTransfer {
  /** One connection for each party, as in production. */
  readonly exchanges: Readonly<Record<'tsp' | 'boss' | 'ppp', FileExchange>>;
  readonly address: string;
  close(): Promise<void>;
}

const OWN_USER = 'settlement';
const PASSWORD_FILE = 'ftp.password';

function each(options: FtpOptions): FileTransfer['exchanges'] {
  return { tsp: ftpExchange(options), boss: ftpExchange(options), ppp: ftpExchange(options) };
}

/** The password of the own server. It is kept in a file, so that people can look at the files with an FTP client. */
function ownPassword(folder: string): string {
  const path = join(folder, PASSWORD_FILE);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    const password = randomBytes(12).toString('base64url');
    writeFileSync(path, `${password}\n`, { mode: 0o600 });
    return password;
  }
}

function optionsOf(account: FtpAccount): FtpOptions {
  const { host, port, user, passwordFile, tls, folder } = account;
  let password: string;
  try {
    password = readFileSync(passwordFile, 'utf8').trim();
  } catch (cause) {
    throw new Error(
      `ftp.passwordFile: ${passwordFile} cannot be read (${(cause as NodeJS.ErrnoException).code}); write the password into it`,
    );
  }
  const secure = tls === 'implicit' ? 'implicit' : tls === 'explicit';
  return { host, port, user, password, secure, directory: folder };
}

export async function startFileTransfer(
  config: Pick<BackendConfig, 'ftp' | 'ports'>,
  state: { readonly folder: string; readonly exchange: string },
): Promise<FileTransfer> {
  if (config.ftp !== 'own') {
    const { user, host, port } = config.ftp;
    const address = `ftp://${user}@${host}:${port}`;
    return { exchanges: each(optionsOf(config.ftp)), address, close: async () => {} };
  }
  const password = ownPassword(state.folder);
  try {
    const own = { root: state.exchange, user: OWN_USER, password, port: config.ports.ftp };
    const { host, port, close } = await ftpServer(own);
    return {
      exchanges: each({ host, port, user: OWN_USER, password }),
      address: `ftp://${OWN_USER}@${host}:${port} (password in ${join(state.folder, PASSWORD_FILE)})`,
      close,
    };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE') throw cause;
    throw new Error(
      `ports.ftp: ${config.ports.ftp} is already in use; end the program that uses it, or choose another (0: any free port)`,
    );
  }
}
