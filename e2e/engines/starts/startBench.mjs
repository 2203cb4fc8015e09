/** `npm run bench:start`: what a start of the production build asks for on a slow line, and when. `-- --rounds=N`: how often; 3. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const source = fileURLToPath(new URL('startBench.ts', import.meta.url));
const { module } = await runnerImport(source, { configFile: false, logLevel: 'error' });
process.exit(await module.main(process.argv.slice(2)));
