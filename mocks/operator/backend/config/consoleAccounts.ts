/**
 * Who may sign in at the console. Accounts without a hash in the configuration share one password, made for this state.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, Passwords } from '../../ops/base/opsTypes.ts';
import type { AccountConfig } from './backendConfig.ts';

interface ConsoleAccounts {
  readonly accounts: readonly Account[];
  /** The file with the password of the development accounts; absent when every account has its own. */
  readonly passwordFile?: string;
}

const PASSWORD_FILE = 'console.password';

function developmentPassword(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    const password = randomBytes(9).toString('base64url');
    writeFileSync(path, `${password}\n`, { mode: 0o600 });
    return password;
  }
}

export async function consoleAccounts(
  configured: readonly AccountConfig[],
  passwords: Passwords,
  folder: string,
): Promise<ConsoleAccounts> {
  const isOpen = configured.some(({ passwordHash }) => passwordHash === undefined);
  const path = join(folder, PASSWORD_FILE);
  const common = isOpen ? await passwords.hash(developmentPassword(path)) : '';
  const accounts = configured.map(({ passwordHash = common, ...who }) => ({
    ...who,
    passwordHash,
  }));
  return isOpen ? { accounts, passwordFile: path } : { accounts };
}
