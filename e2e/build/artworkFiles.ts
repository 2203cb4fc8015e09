/** Puts the simulated operators' pictures into builds that have those operators. */
import type { Plugin } from 'vite';
import type { Artwork } from '../../mocks/operator/artwork/artworkFiles.ts';

/** `read` is called at every request of the server: drawings may be edited. */
export function artworkFiles(read: () => Artwork): Plugin {
  return {
    name: 'portal:artwork-files',
    configureServer(server) {
      server.middlewares.use('/artwork/', (request, response, next) => {
        // The page asks with the fingerprint from when the server started.
        const nameOf = (path: string) => path.replace(/-\w+\//, '/');
        const asked = nameOf(`artwork${request.url!.split('?')[0]}`);
        const drawing = Object.entries(read().files).find(([path]) => nameOf(path) === asked);
        if (!drawing) return next();
        response.setHeader('Content-Type', 'image/svg+xml');
        response.end(drawing[1]);
      });
    },
    generateBundle() {
      for (const [fileName, source] of Object.entries(read().files)) {
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}
