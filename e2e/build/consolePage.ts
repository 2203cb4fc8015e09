/** The operator's console stands in its own room, and is served under its own path. */
import type { Plugin } from 'vite';

export const CONSOLE_PAGE = 'mocks/operator/console/index.html';

/** `/console/` in the development server; `console/index.html` beside the portal, or `index.html` in a build of its own. */
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
