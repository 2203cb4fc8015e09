/** The production build that all journeys share. Nothing here builds it: tests run on what was built. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTest } from '../house/houseRules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const DIST = join(root, 'dist');

/** The sources of a build. */
const SOURCES = ['src', 'public', 'e2e/build', 'index.html', 'vite.config.ts', 'package-lock.json'];

const filesIn = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((name) => join(path, name))
        .filter((file) => statSync(file).isFile());

/** @throws Error that says what to do when there is no build, or one of its sources is newer. */
export function requireBuild(
  folder = DIST,
  sources = SOURCES.map((source) => join(root, source)),
): void {
  const page = statSync(join(folder, 'index.html'), { throwIfNoEntry: false });
  if (!page) throw new Error(`${folder}: no production build; npm run build`);
  const newer = sources
    .flatMap(filesIn)
    .filter((path) => !isTest(path) && statSync(path).mtimeMs > page.mtimeMs);
  if (newer.length === 0) return;
  throw new Error(`${folder} is older than ${newer[0]}; npm run build`);
}
