/**
 * Who may sign in at the console. Accounts without a hash in the configuration share one password, made for this state.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Account, Passwords } from '../../ops/base/opsTypes.ts';
import type { AccountConfig } from './backendConfig.ts';
import { ownPassword } from './passwordFile.ts';

interface ConsoleAccounts {
  readonly accounts: readonly Account[];
  /** The file with the password of the development accounts; absent when every account has its own. */
  readonly passwordFile?: string;
}

const PASSWORD_FILE = 'console.password';

const developmentPassword = () => randomBytes(9).toString('base64url');

export async function consoleAccounts(
  configured: readonly AccountConfig[],
  passwords: Passwords,
  folder: string,
): Promise<ConsoleAccounts> {
  const isOpen = configured.some(({ passwordHash }) => passwordHash === undefined);
  const path = join(folder, PASSWORD_FILE);
  const common = isOpen ? await passwords.hash(ownPassword(path, developmentPassword)) : '';
  const accounts = configured.map(({ passwordHash = common, ...who }) => ({
    ...who,
    passwordHash,
  }));
  return isOpen ? { accounts, passwordFile: path } : { accounts };
}
