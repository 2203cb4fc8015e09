/**
 * Brings the PC/SC binding to `mocks/box/daemon/node_modules`. Without a lock file, for one would name the builds of this
 * system only; the versions in package.json are exact.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

function isInstalled() {
  const wanted = json(join(folder, 'package.json')).dependencies;
  return Object.entries(wanted).every(([name, version]) => {
    const path = join(folder, 'node_modules', name, 'package.json');
    return existsSync(path) && json(path).version === version;
  });
}

/** @throws Error when npm fails. */
export function installPcsc() {
  if (isInstalled()) return;
  console.log('Installing the PC/SC binding (npm install in mocks/box/daemon) …');
  const { status, error } = spawnSync(
    'npm',
    ['install', '--no-package-lock', '--no-audit', '--no-fund'],
    { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (error || status !== 0) throw new Error(`npm install failed (${error?.message ?? status})`);
}
