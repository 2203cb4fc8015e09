/**
 * Fonts that boxes have, each alone for one browser and not installed: all other journeys keep the machine's own. Debian's packages are unpacked
 * into `.cache/fonts`; that takes no rights, only a network the first time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../.cache/fonts', import.meta.url));

const does = (cwd: string, command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { cwd, stdio: 'ignore', timeout: 300_000 }).status === 0;

/** The unpacked package, or null where it cannot be had. */
function unpacked(name: string): string | null {
  const there = join(folder, name);
  if (existsSync(there)) return there;
  const work = join(folder, `${name}.${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    const download = () => does(work, 'apt-get', 'download', name);
    if (!download() && !(does(work, 'apt-get', 'update', '-qq') && download())) return null;
    const file = readdirSync(work).find((entry) => entry.endsWith('.deb'));
    if (!file || !does(work, 'dpkg-deb', '-x', file, 'files')) return null;
    try {
      renameSync(join(work, 'files'), there);
    } catch (error) {
      // Another worker was first.
      if (!existsSync(there)) throw error;
    }
    return there;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The environment of a browser that has the fonts of these packages and no other, or the package that cannot be had. */
export function onlyFonts(
  packages: readonly string[],
): { readonly env: Record<string, string> } | { readonly lacks: string } {
  const folders: string[] = [];
  for (const name of packages) {
    const there = unpacked(name);
    if (there === null) return { lacks: name };
    folders.push(`<dir>${there}/usr/share/fonts</dir>`);
  }
  const path = join(folder, `${packages.join('+')}.conf`);
  const more = `<cachedir>${folder}/cache</cachedir><include ignore_missing="yes">/etc/fonts/conf.d</include>`;
  const head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">';
  writeFileSync(path, `${head}<fontconfig>${folders.join('')}${more}</fontconfig>`);
  return { env: { ...(process.env as Record<string, string>), FONTCONFIG_FILE: path } };
}
