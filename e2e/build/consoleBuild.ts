/** The build of the console alone, for a host that answers `/ops/v1` on the same origin. */
import type { UserConfig } from 'vite';
import { CONSOLE_PAGE, consolePage } from './consolePage.ts';

export const consoleBuild: UserConfig = {
  publicDir: false,
  define: { __MOCKS__: 'false', 'window.__PREACT_SIGNALS_DEVTOOLS__': 'false' },
  plugins: [consolePage('index.html')],
  build: {
    outDir: 'dist-console',
    modulePreload: false,
    assetsInlineLimit: 0,
    target: 'chrome111',
    rolldownOptions: { input: CONSOLE_PAGE, checks: { bundlerTimings: false } },
  },
};
