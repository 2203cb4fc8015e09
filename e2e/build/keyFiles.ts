/** `keys/<name>.json`, one of which a box asks for, and `keys/all.json` for the key probe page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** `folder`: where each key profile is a file. It is read again for every request: a profile can be written meanwhile. */
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
