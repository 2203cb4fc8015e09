/** Builds the pages that the host serves, if they are not built yet. Existing builds are served as they are. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const BUILDS = {
  mocks: { folder: 'dist-mocks', args: ['--mode', 'mocks', '--outDir', 'dist-mocks'] },
  production: { folder: 'dist', args: [] },
  console: { folder: 'dist-console', args: ['--mode', 'console'] },
};

/** @throws Error when a build fails. */
export function buildOnce(root, name) {
  const { folder, args } = BUILDS[name];
  if (existsSync(join(root, folder, 'index.html'))) return;
  console.log(`Building ${folder} …`);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${folder} could not be built:\n${stderr}`);
}
