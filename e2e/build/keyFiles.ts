/** Writes `keys/<name>.json`, of which a box loads one, and `keys/all.json` for the key probe page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** `folder` has a file for each key profile. The server reads it again at every request: profiles may be edited. */
export function keyFiles(folder: string): Plugin {
  const files = () => {
    const profiles = readdirSync(folder).map((name) => {
      const source = JSON.stringify(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      return { fileName: `keys/${name}`, source };
    });
    const all = `[${profiles.map(({ source }) => source).join()}]`;
    return [...profiles, { fileName: 'keys/all.json', source: all }];
  };
  return {
    name: 'portal:key-files',
    configureServer(server) {
      server.middlewares.use('/keys/', (request, response, next) => {
        const file = files().find(({ fileName }) => `/${fileName}` === `/keys${request.url}`);
        if (!file) return next();
        response.setHeader('Content-Type', 'application/json');
        response.end(file.source);
      });
    },
    generateBundle() {
      for (const file of files()) this.emitFile({ type: 'asset', ...file });
    },
  };
}
