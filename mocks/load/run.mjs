/** `npm run load`: simulated boxes with cards pay at the Node host; docs/operate/load.md. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { builtPrograms } from '../start/built.mjs';
import { installDependencies, requireNode } from '../start/installDependencies.mjs';

requireNode();
const root = fileURLToPath(new URL('../..', import.meta.url));
let programs;
try {
  installDependencies(root);
  programs = await builtPrograms(root);
  const { load } = await import(pathToFileURL(programs.path('load')).href);
  process.exitCode = await load(process.argv.slice(2), programs.path('loadHost'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
} finally {
  programs?.remove();
}
