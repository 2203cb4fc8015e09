/** Files that hold a password and nothing else. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const unreadable = (path: string, cause: unknown): Error =>
  new Error(`${path} cannot be read (${(cause as NodeJS.ErrnoException).code})`);

/** The password somebody put there; `''` when the file is empty. @throws Error, when there is none to read. */
export function passwordIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/**
 * The host's own password: what the file holds, or a new one by `make` when it is absent or empty. An empty password
 * would let in everybody. @throws Error with a sentence for the operator
 */
export function ownPassword(path: string, make: () => string): string {
  let known = '';
  try {
    known = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new Error(
        `${unreadable(path, cause).message}; remove it, and the host makes a new one`,
      );
    }
  }
  if (known !== '') return known;
  const password = make();
  const draft = `${path}.new`;
  writeFileSync(draft, `${password}\n`, { mode: 0o600 });
  renameSync(draft, path);
  return password;
}
