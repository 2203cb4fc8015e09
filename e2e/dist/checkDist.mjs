/** `node e2e/dist/checkDist.mjs [folder]`: exits 1 and says why when a production build breaks a rule of distRules.mjs. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { optionsOf } from '../../mocks/start/options.mjs';
import { inspectDist, isPublicHex } from './distRules.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());

/** Hex literals of 32 digits or more (blanks between them allowed), upper case. */
export function hexLiterals(source) {
  const literals = [];
  for (const [, text] of source.matchAll(/['"`]([0-9a-fA-F\s]{32,})['"`]/g)) {
    const hex = text.replace(/\s+/g, '').toUpperCase();
    if (hex.length >= 32 && !isPublicHex(hex)) literals.push(hex);
  }
  return literals;
}

/** Names of scenarios: keys and `name`s of two words or more that the portal itself does not use otherwise. */
export function scenarioNames(scenarioSource, portalSource) {
  const names = new Set();
  for (const [, key, name] of scenarioSource.matchAll(
    /['"]([a-z0-9]+(?:-[a-z0-9]+)+)['"]\s*:|\bname:\s*['"]([a-z0-9]+(?:-[a-z0-9]+)+)['"]/g,
  )) {
    names.add(key ?? name);
  }
  return [...names].filter((name) => !portalSource.includes(name));
}

function collectSecrets() {
  const read = (folder, keep) =>
    filesUnder(join(root, folder))
      .filter((path) => /\.(tsx?|json)$/.test(path) && keep(path))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
  const scenarios = join(root, 'mocks/faults/scenarios.ts');
  return {
    testKeys: hexLiterals(read('mocks', () => true)),
    scenarioNames: existsSync(scenarios)
      ? scenarioNames(
          readFileSync(scenarios, 'utf8'),
          read('src', (path) => !/\.test\.tsx?$/.test(path)),
        )
      : [],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { folder } = optionsOf(process.argv.slice(2), {
    usage: 'node e2e/dist/checkDist.mjs [folder]',
    words: {
      folder: { about: 'of a production build; dist without it', default: join(root, 'dist') },
    },
  });
  const files = filesUnder(folder).map((path) => ({
    name: relative(folder, path),
    text: readFileSync(path, 'utf8'),
  }));
  const secrets = collectSecrets();
  const breaches = inspectDist(files, secrets);
  if (!files.some((file) => file.name.endsWith('.js'))) breaches.push(`${folder}: no script in it`);
  for (const breach of breaches) console.error(breach);
  console.log(
    `${files.length} files against ${secrets.testKeys.length} test keys and ${secrets.scenarioNames.length} scenario names: ${breaches.length} breaches`,
  );
  if (breaches.length > 0) process.exitCode = 1;
}
