/** Installs what package-lock.json names. Plain Node, because it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MINIMUM_NODE = [20, 19];

/** Ends the process with a message when this Node is too old for the tools. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  console.error(
    `Node ${MINIMUM_NODE.join('.')} or newer is needed, this is ${version} (${process.execPath}).`,
  );
  process.exit(1);
}

/** True when every package of the lock file is installed in its version; optional ones may be for other systems. */
function isInstalled(root) {
  const installedPath = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { packages: installed } = JSON.parse(readFileSync(installedPath, 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional || installed[path]?.version === version,
  );
}

/** Runs `npm ci` where needed; shows its progress but no warnings about packages. @throws Error when it fails. */
export function installDependencies(root) {
  if (isInstalled(root)) return;
  console.log('Installing what package-lock.json names (npm ci) …');
  const { status, error } = spawnSync(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  if (error || status !== 0) throw new Error(`npm ci failed (${error?.message ?? status})`);
}
