/** `npm run demo` records the console's demonstration, as `npm run generate` does too; it takes about a minute. `-- --check` only compares. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { optionsOf } from '../../mocks/start/options.mjs';
import { bundle } from '../enumerate/bundle.mjs';

const { check } = optionsOf(process.argv.slice(2), {
  usage: 'npm run demo -- [options]',
  options: {
    check: {
      type: 'boolean',
      about: 'writes nothing; exit code 1 where the file is not what the world does',
    },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const target = join(root, 'mocks/operator/demo/demonstration.jsonl.gz');
const folder = join(root, '.cache/demo', String(process.pid));

const recorded = () => {
  try {
    return gunzipSync(readFileSync(target)).toString('utf8');
  } catch {
    return '';
  }
};

try {
  mkdirSync(folder, { recursive: true });
  const files = ['e2e/console/recordDemo', 'mocks/operator/demo/demoState'];
  for (const file of files) await bundle([join(root, `${file}.ts`)], folder);
  const programs = files.map((file) => pathToFileURL(join(folder, `${basename(file)}.mjs`)).href);
  const [{ recordDemo }, { demoText }] = await Promise.all(programs.map((href) => import(href)));
  const text = demoText(await recordDemo());
  if (text === recorded()) console.log('the demonstration is as recorded');
  else if (check) {
    console.error('the demonstration is not what the world does: run `npm run demo` and commit it');
    process.exitCode = 1;
  } else {
    const packed = gzipSync(text, { level: 9 });
    writeFileSync(target, packed);
    const lines = text.split('\n').length - 2;
    console.log(`${lines} rows, ${text.length} characters, ${packed.length} bytes`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
