/**
 * `npm run kiosk-policy -- --origin https://portal.example --device 1db2:0600` prints the managed policy for the boxes as
 * JSON. `--config FILE` is the operator's config.json (public/config.json without it), whose `readers` decide which
 * permissions are needed. docs/integrate/kiosk.md says where the file goes.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installDependencies, requireNode } from '../../mocks/start/installDependencies.mjs';
import { optionsOf } from '../../mocks/start/options.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the portal's own check of the config, since older versions of Node do not read TypeScript. */
async function load() {
  installDependencies(root);
  const { build } = await import('esbuild');
  const folder = join(root, '.cache/kiosk');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'kiosk.mjs');
  await build({
    stdin: {
      contents: `export { kioskPolicy } from './e2e/kiosk/kioskPolicy.ts';
        export { parseConfig, READER_PORTS } from './src/app/files/operatorConfig.ts';
        export { rightOf } from './src/screens/config-error/rightOf.ts';
        export { faultEn } from './src/ui/words/faultEn.ts';`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

const asked = optionsOf(process.argv.slice(2), {
  usage: 'npm run -s kiosk-policy -- --origin URL [options]      docs/integrate/kiosk.md',
  options: {
    origin: {
      type: 'string',
      is: 'URL',
      default: '',
      about: 'of the portal: https://portal.example',
    },
    config: {
      type: 'string',
      is: 'FILE',
      default: join(root, 'public/config.json'),
      about: "the operator's config.json; public/config.json without it",
    },
    device: {
      type: 'string',
      is: 'VENDOR:PRODUCT',
      multiple: true,
      about: 'a reader, in hex as lsusb shows it; may be given several times',
    },
  },
});

function configText() {
  try {
    return readFileSync(asked.config, 'utf8');
  } catch ({ code }) {
    throw new Error(`--config: ${asked.config} cannot be read (${code}); is the path right?`);
  }
}

try {
  const text = configText();
  const { kioskPolicy, parseConfig, READER_PORTS, rightOf, faultEn } = await load();
  const note = (_area, message) => process.stderr.write(`${asked.config}: ${message}\n`);
  const config = parseConfig(text, note);
  if (!config.ok) {
    const { field, value } = config.error;
    const right = rightOf(config.error, faultEn.right);
    throw new Error(`${asked.config}: ${field} is ${value || 'missing'}; it should be ${right}`);
  }
  const readers = config.value.readers ?? READER_PORTS;
  const policy = kioskPolicy({ origin: asked.origin, readers, devices: asked.device ?? [] });
  process.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n`);
  process.exitCode = 2;
}
