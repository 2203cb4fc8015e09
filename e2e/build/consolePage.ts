/** The operator's console: its page is in a folder of its own and is served under a path of its own. */
import type { Plugin } from 'vite';

export const CONSOLE_PAGE = 'mocks/operator/console/index.html';

/** Serves the page under `/console/` in development; a build puts it at `fileName`. */
export function consolePage(fileName: string): Plugin {
  const toAssets = fileName.includes('/') ? '../assets/' : './assets/';
  return {
    name: 'portal:console-page',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [path = '', query = ''] = (request.url ?? '').split(/(?=\?)/);
        if (path === '/console') {
          response.writeHead(302, { Location: `/console/${query}` });
          return void response.end();
        }
        if (path === '/console/') request.url = `/${CONSOLE_PAGE}${query}`;
        next();
      });
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle[CONSOLE_PAGE];
        if (page?.type !== 'asset') return this.error(`no ${CONSOLE_PAGE}`);
        const source = String(page.source).replaceAll('../../../assets/', toAssets);
        delete bundle[CONSOLE_PAGE];
        this.emitFile({ type: 'asset', fileName, source });
      },
    },
  };
}
