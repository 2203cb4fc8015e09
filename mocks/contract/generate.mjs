/**
 * `npm run generate` writes the TypeScript types and the bundled JSON documents from docs/api/*.yaml.
 * `npm run generate -- --check` exits 1 and names the file when a generated file does not match the YAML.
 */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { optionsOf } from '../start/options.mjs';

const { check } = optionsOf(process.argv.slice(2), {
  usage: 'npm run generate -- [options]',
  options: {
    check: {
      type: 'boolean',
      about: 'writes nothing; exit code 1 where a file is not what the YAML says',
    },
  },
});
const head = (name) =>
  `// Generated from docs/api/${name}.yaml by \`npm run generate\`. Do not edit.\n`;
const targets = {
  tsp: 'src/tsp/tspApi',
  boss: 'mocks/contract/bossApi',
  ppp: 'mocks/contract/pppApi',
  ops: 'mocks/contract/opsApi',
};

async function emit(path, text) {
  const old = await readFile(path, 'utf8').catch(() => '');
  if (old === text) return;
  if (check) {
    console.error(`${path} is not what the YAML says: run \`npm run generate\` and commit it`);
    process.exitCode = 1;
    return;
  }
  await writeFile(path, text);
  console.log(`wrote ${path}`);
}

const documents = {};
for (const [name, target] of Object.entries(targets)) {
  const source = new URL(`../../docs/api/${name}.yaml`, import.meta.url);
  await emit(`${target}.generated.ts`, head(name) + astToString(await openapiTS(source)));
  documents[name] = parse(await readFile(source, 'utf8'));
}
await emit(
  'mocks/contract/documents.generated.ts',
  `// Generated from docs/api by \`npm run generate\`. Do not edit.\nexport const documents = ${JSON.stringify(documents, null, 1)} as const;\n`,
);
