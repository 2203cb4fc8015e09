/**
 * `npm run generate`: the types and documents of the contracts, the gallery's recording, and the console's demonstration.
 * `-- --check` only compares.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import '../../mocks/contract/generate.mjs';
import { bundle } from '../enumerate/bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = 'src/app/gallery/recording.generated.ts';
const folder = join(root, '.cache/gallery', String(process.pid));

try {
  mkdirSync(folder, { recursive: true });
  await bundle([join(root, 'e2e/gallery/recordWorld.ts')], folder);
  const { recordWorld, recordingText } = await import(
    pathToFileURL(join(folder, 'recordWorld.mjs')).href
  );
  const text = recordingText(await recordWorld());
  if (text !== readFileSync(join(root, target), 'utf8')) {
    if (process.argv.includes('--check')) {
      console.error(`${target} is not what the world does: run \`npm run generate\` and commit it`);
      process.exitCode = 1;
    } else {
      writeFileSync(join(root, target), text);
      console.log(`wrote ${target}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

await import('../console/recordDemo.mjs');
