/** Installs engines on this machine: old Chromiums from npm packages, the others from Debian's. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** Not committed, and kept between runs. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/engines');
const QUIET = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** An engine is not available; the message says why. */
export class NotHere extends Error {}

/** Unpacks the compressed Chromium of the package `chrome-aws-lambda`; answers its path. @throws NotHere */
export function chromiumFromNpm(version: string): string {
  const binary = join(CACHE, `chromium-${version}`);
  if (existsSync(binary)) return binary;
  const folder = join(CACHE, version);
  mkdirSync(folder, { recursive: true });
  const wanted = `chrome-aws-lambda@${version}`;
  const packed = spawnSync('npm', ['pack', wanted, '--silent', '--pack-destination', folder]);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (packed.status !== 0 || !tarball) throw new NotHere(`npm pack ${wanted} failed`);
  execFileSync('tar', ['xzf', join(folder, tarball), '-C', folder, 'package/bin']);
  const inside = join(folder, 'package/bin');
  const compressed = readdirSync(inside).find((name) => /^chromium.*\.br$/.test(name));
  if (!compressed) throw new NotHere(`${wanted} contains no chromium`);
  writeFileSync(`${binary}.part`, brotliDecompressSync(readFileSync(join(inside, compressed))));
  chmodSync(`${binary}.part`, 0o755);
  renameSync(`${binary}.part`, binary);
  return binary;
}

let isListed = false;

function apt(...args: readonly string[]): boolean {
  return spawnSync('/usr/bin/apt-get', args, { env: QUIET, stdio: 'ignore' }).status === 0;
}

/** Installs packages where needed. @throws NotHere when `isThere` stays false: not root, no apt-get, no such package. */
export function debianPackages(packages: readonly string[], isThere: () => boolean): void {
  if (isThere()) return;
  const names = packages.join(' ');
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new NotHere(`sudo apt-get install ${names}`);
  }
  if (!isListed) isListed = apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  if (!isThere()) throw new NotHere(`apt-get install ${names} did not install it`);
}

export const runs = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;
