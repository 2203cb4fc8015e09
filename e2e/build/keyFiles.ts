/** Writes `keys/<fingerprint>/<name>.json`, of which a box loads one, and `all.json` beside them for the key probe page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { fingerprint } from '../../src/ui/words/fingerprint.ts';

/** Every profile of `folder` by its file name, and all of them together. */
function profilesIn(folder: string): Map<string, string> {
  const files = readdirSync(folder).map((name): [string, string] => [
    name,
    JSON.stringify(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  ]);
  return new Map([...files, ['all.json', `[${files.map(([, text]) => text).join()}]`]]);
}

/** One for all of them: a script finds only the profiles it was built with, and need not know their names. */
export const keysFingerprint = (folder: string): string =>
  fingerprint(profilesIn(folder).get('all.json')!);

/** `folder` has a file for each key profile. The server reads it again at every request: profiles may be edited. */
export function keyFiles(folder: string): Plugin {
  return {
    name: 'portal:key-files',
    configureServer(server) {
      server.middlewares.use('/keys/', (request, response, next) => {
        const source = profilesIn(folder).get(request.url!.split('/').pop()!);
        if (!source) return next();
        response.setHeader('Content-Type', 'application/json');
        response.end(source);
      });
    },
    generateBundle() {
      const under = `keys/${keysFingerprint(folder)}`;
      for (const [name, source] of profilesIn(folder)) {
        this.emitFile({ type: 'asset', fileName: `${under}/${name}`, source });
      }
    },
  };
}
