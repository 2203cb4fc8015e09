/** Where the parties exchange files: the operator's FTP server, or the host's own server for development. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ftpExchange } from '../../settlement/disk/ftpExchange.ts';
import { ftpServer } from '../../settlement/disk/ftpServer.ts';
import type { FtpOptions } from '../../settlement/disk/ftpSession.ts';
import type { FileExchange } from '../../settlement/settlementTypes.ts';
import type { BackendConfig, FtpAccount } from '../config/backendConfig.ts';
import { ownPassword, passwordIn } from '../config/passwordFile.ts';

export interface FileTransfer {
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

/** Of the own server. It is kept in a file, so that people can look at the files with an FTP client. */
const newPassword = () => randomBytes(12).toString('base64url');

/** @throws Error with a sentence for the operator */
function accountPassword(passwordFile: string): string {
  const wanted = 'write the password into it, and nothing else';
  let password: string;
  try {
    password = passwordIn(passwordFile);
  } catch (cause) {
    throw new Error(`ftp.passwordFile: ${(cause as Error).message}; ${wanted}`);
  }
  if (password === '') throw new Error(`ftp.passwordFile: ${passwordFile} is empty; ${wanted}`);
  return password;
}

function optionsOf(account: FtpAccount): FtpOptions {
  const { host, port, user, passwordFile, tls, folder } = account;
  const secure = tls === 'implicit' ? 'implicit' : tls === 'explicit';
  const password = accountPassword(passwordFile);
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
  const password = ownPassword(join(state.folder, PASSWORD_FILE), newPassword);
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
