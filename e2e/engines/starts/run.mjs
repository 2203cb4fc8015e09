/**
 * `npm run starts`: starts of the production build behind a network that loses its files; prints the table into docs/integrate/start.md.
 * `-- --help` shows the options.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const source = fileURLToPath(new URL('runStarts.ts', import.meta.url));
const { module } = await runnerImport(source, { configFile: false, logLevel: 'error' });
await module.main();
