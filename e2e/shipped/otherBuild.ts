/** The same build under other names, as the next one would have them: a server that is deployed to has no file of the one before. */
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Server {
  /** What it serves; another folder's files take their place. */
  readonly folder: string;
  deploy(build: string): void;
  remove(): void;
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'portal-build-'));

/** A folder that serves `build`. */
export function serverOf(build: string): Server {
  const folder = newFolder();
  const deploy = (from: string) => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    cpSync(from, folder, { recursive: true });
  };
  deploy(build);
  return { folder, deploy, remove: () => rmSync(folder, { recursive: true }) };
}

/** Copies `build`, with another hash in every name. */
export function otherBuild(build: string): string {
  const folder = newFolder();
  cpSync(build, folder, { recursive: true });
  const names = readdirSync(join(folder, 'assets'));
  const hashes = names.map((name) => /-([\w-]{6})\.\w+$/.exec(name)![1]!);
  const renamed = (text: string) =>
    hashes.reduce((changed, hash) => changed.replaceAll(hash, `${hash.slice(0, 3)}new`), text);
  for (const name of names)
    renameSync(join(folder, 'assets', name), join(folder, 'assets', renamed(name)));
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|js|css)$/.test(file)) continue;
    const path = join(folder, file);
    writeFileSync(path, renamed(readFileSync(path, 'utf8')));
  }
  return folder;
}
