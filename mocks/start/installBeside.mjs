/**
 * Installs packages that are too heavy for everybody, in a folder with a package.json of its own. Without a lock file,
 * because that would name the builds of this system only; the versions in package.json are exact.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

function isInstalled(folder) {
  const wanted = json(join(folder, 'package.json')).dependencies;
  return Object.entries(wanted).every(([name, version]) => {
    const path = join(folder, 'node_modules', name, 'package.json');
    return existsSync(path) && json(path).version === version;
  });
}

/** `what` names the packages in the message. @throws Error when npm fails. */
export function installBeside(folder, what) {
  if (isInstalled(folder)) return;
  console.log(`Installing ${what} (npm install in ${folder}) …`);
  const { status, error } = spawnSync(
    'npm',
    ['install', '--no-package-lock', '--no-audit', '--no-fund'],
    { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (error || status !== 0) throw new Error(`npm install failed (${error?.message ?? status})`);
}
