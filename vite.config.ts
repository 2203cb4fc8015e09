import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { classicChunk } from './e2e/build/classicChunks.ts';
import { lowered } from './e2e/build/lowered.ts';
import type { Language } from './src/shared/text.ts';
import { icons } from './src/ui/icons.ts';
import { en } from './src/ui/words/en.ts';
import { fingerprint } from './src/ui/words/fingerprint.ts';
import { type Words, zhCN } from './src/ui/words/zhCN.ts';
import { zhTW } from './src/ui/words/zhTW.ts';

/** Brotli bytes of script and style sheet that the build refuses to exceed: before the first screen, and in all. */
const FIRST_LIMIT = 40_000;
const ALL_LIMIT = 60_300;
const PRODUCTION_STYLE = ['chrome53', 'safari10'];

/** MSW's worker straight from its package: served in development, emitted by a mocks build, never in public/. */
function mswWorker(): Plugin {
  const file = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
  return {
    name: 'portal:msw-worker',
    configureServer(server) {
      server.middlewares.use('/mockServiceWorker.js', (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(readFileSync(file));
      });
    },
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'mockServiceWorker.js',
        source: readFileSync(file),
      });
    },
  };
}

const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

const wordTexts = Object.entries(WORDS).map(
  ([language, words]) => [language, JSON.stringify(words)] as const,
);

/** By language, what stands in the name of its file: a script finds only the words it was built with. */
const wordFingerprints = Object.fromEntries(
  wordTexts.map(([language, text]) => [language, fingerprint(text)]),
);

/** `words/<language>.<fingerprint>.json`: a box fetches what it speaks. */
function wordFiles(): Plugin {
  const files = wordTexts.map(([language, source]) => ({
    fileName: `words/${language}.${wordFingerprints[language]}.json`,
    source,
  }));
  return {
    name: 'portal:word-files',
    configureServer(server) {
      for (const { fileName, source } of files) {
        server.middlewares.use(`/${fileName}`, (_request, response) => {
          response.setHeader('Content-Type', 'application/json; charset=utf-8');
          response.end(source);
        });
      }
    },
    generateBundle() {
      for (const file of files) this.emitFile({ type: 'asset', ...file });
    },
  };
}

/** `keys/<name>.json`, one of which a box asks for, and `keys/all.json` for the key probe page. */
function keyFiles(): Plugin {
  const folder = join(import.meta.dirname, 'src/remote/profiles');
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

/** The drawings of the icons in the page, inert: a content security policy without inline scripts lets them be. */
function iconsInPage(): Plugin {
  return {
    name: 'portal:icons-in-page',
    transformIndexHtml: (_html, { path }) =>
      path.includes('console')
        ? []
        : [
            {
              tag: 'template',
              attrs: { id: 'icons' },
              children: JSON.stringify(icons),
              injectTo: 'head',
            },
          ],
  };
}

/** What follows the first screen (src/app/late.ts). */
const LATE = /^assets\/late-.*\.(js|css)$/;

/** The first script and the late one, both classic, lowered and shrunk. */
function lowerAndShrink(): Plugin {
  return {
    name: 'portal:lower-and-shrink',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const late = (ending: string): string => {
          const files = Object.keys(bundle).filter(
            (fileName) => LATE.test(fileName) && fileName.endsWith(ending),
          );
          if (files.length !== 1) this.error(`one late ${ending} expected, not: ${files.join()}`);
          return `./${files[0]}`;
        };
        const beside = Object.keys(SIDE_SCRIPTS).map((name) => `./${name}`);
        const files = { script: late('.js'), style: late('.css'), beside };
        for (const output of Object.values(bundle)) {
          if (output.type !== 'chunk') continue;
          output.code = await lowered(classicChunk(output.code, output.isEntry, files));
        }
      },
    },
  };
}

/** Every class of every style sheet, numbered in one order: names of two letters, the same in every build. */
function shortNames(): (name: string, file: string) => string {
  const source = join(import.meta.dirname, 'src');
  const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.module.css'))
    .map((file) => join(source, file))
    .sort();
  const classes = sheets.flatMap((file) => [
    ...new Set(
      (readFileSync(file, 'utf8').match(/\.[a-z]\w*(?=[^{}]*{)/gi) ?? []).map(
        (name) => file + name,
      ),
    ),
  ]);
  return (name, file) => {
    const number = classes.indexOf(`${file}.${name}`);
    if (number < 0) throw new Error(`${file}: .${name} is not where a class is looked for`);
    return (10 * 36 + number).toString(36);
  };
}

/** Scripts beside the page that some boxes load, and what each leaves there (src/app/cryptoFile.ts, readers.ts). */
const SIDE_SCRIPTS: Readonly<Record<string, string>> = {
  'crypto.js': `import { ownCrypto } from './src/app/ownCrypto/ownCrypto.ts'; window.portalCrypto = ownCrypto;`,
  'usb.js': `import { webUsbProvider } from './src/reader/webusb/webUsbProvider.ts'; window.portalUsb = webUsbProvider;`,
  'hid.js': `import { webHidProvider } from './src/reader/webhid/webHidProvider.ts'; window.portalHid = webHidProvider;`,
  'socket.js': `import { socketReader } from './src/reader/socket/socketReader.ts'; window.portalSocket = socketReader;`,
};

function sideScripts(): Plugin {
  return {
    name: 'portal:side-scripts',
    apply: 'build',
    async generateBundle() {
      for (const [fileName, contents] of Object.entries(SIDE_SCRIPTS)) {
        const { outputFiles } = await build({
          stdin: { contents, resolveDir: import.meta.dirname },
          bundle: true,
          write: false,
          target: 'esnext',
          format: 'iife',
        });
        const source = await lowered(outputFiles[0]!.text);
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

/** Asked for while the script is still on its way: what every box reads first, and most boxes' language. */
function earlyFiles(): Plugin {
  const urls = ['./config.json', `./words/zh-CN.${wordFingerprints['zh-CN']}.json`];
  return {
    name: 'portal:early-files',
    apply: 'build',
    transformIndexHtml: () =>
      urls.map((href) => ({
        tag: 'link',
        attrs: { rel: 'preload', as: 'fetch', crossorigin: true, href },
        injectTo: 'head' as const,
      })),
  };
}

/** Chromium below 61 knows no module scripts; `crossorigin` makes file:// and strict hosts refuse the bundle. */
function classicScript(): Plugin {
  return {
    name: 'portal:classic-script',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html
          .replace(/<script type="module" crossorigin/g, '<script defer')
          .replace(/(<link rel="stylesheet") crossorigin/g, '$1'),
    },
  };
}

/** The middleware of a box scales a page by what its head declares, before any script runs: SD boxes need another head. */
const STANDARD_DEFINITION = [
  ['content="width=1280"', 'content="width=640"'],
  ['content="1280*720"', 'content="640*530"'],
] as const;

/** `sd.html`, the entry for boxes of standard definition: the same page, declared as 640 x 530. */
function sdPage(): Plugin {
  return {
    name: 'portal:sd-page',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return this.error('no index.html');
        let source = String(page.source);
        for (const [hd, sd] of STANDARD_DEFINITION) {
          if (!source.includes(hd)) this.error(`index.html does not say ${hd}`);
          source = source.replace(hd, sd);
        }
        this.emitFile({ type: 'asset', fileName: 'sd.html', source });
      },
    },
  };
}

/** The operator's console stands in its own room, and is served under its own path. */
const CONSOLE_PAGE = 'mocks/operator/console/index.html';

/** `/console/` in the development server; `console/index.html` beside the portal, or `index.html` in a build of its own. */
function consolePage(fileName: string): Plugin {
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

const column = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`.padStart(10);

/** Prints what every emitted file weighs; above a limit the build fails. */
function sizeReport(): Plugin {
  return {
    name: 'portal:size-report',
    apply: 'build',
    writeBundle(_options, bundle) {
      let first = 0;
      let all = 0;
      const lines = [`${''.padEnd(36)}${'raw'.padStart(10)}${'gzip'.padStart(10)}    brotli`];
      for (const output of Object.values(bundle)) {
        const { fileName } = output;
        const bytes = Buffer.from(output.type === 'chunk' ? output.code : output.source);
        const brotli = brotliCompressSync(bytes).length;
        if (/\.(js|css)$/.test(fileName) && !(fileName in SIDE_SCRIPTS)) {
          all += brotli;
          if (!LATE.test(fileName)) first += brotli;
        }
        const sizes = [bytes.length, gzipSync(bytes).length, brotli].map(column).join('');
        lines.push(fileName.padEnd(36) + sizes);
      }
      const weighs = (what: string, bytes: number, limit: number): void => {
        lines.push(
          `JS + CSS ${what}, brotli: ${column(bytes).trim()} (at most ${column(limit).trim()})`,
        );
      };
      weighs('before the first screen', first, FIRST_LIMIT);
      weighs('that every box loads in all', all, ALL_LIMIT);
      console.log(`\n${lines.join('\n')}`);
      if (first > FIRST_LIMIT) this.error(`over the limit by ${first - FIRST_LIMIT} bytes`);
      if (all > ALL_LIMIT) this.error(`over the limit by ${all - ALL_LIMIT} bytes in all`);
    },
  };
}

/** The console alone, for a host that answers `/ops/v1` on the same origin. */
function consoleBuild() {
  return {
    base: './',
    publicDir: false as const,
    define: { __MOCKS__: 'false', 'window.__PREACT_SIGNALS_DEVTOOLS__': 'false' },
    oxc: JSX,
    plugins: [consolePage('index.html')],
    build: {
      outDir: 'dist-console',
      modulePreload: false as const,
      assetsInlineLimit: 0,
      target: 'chrome111',
      rolldownOptions: { input: CONSOLE_PAGE },
    },
  };
}

// Not the automatic runtime: `h(type, props, child)` is shorter than `jsx(type, { …, children: child })`.
const JSX = {
  jsx: { runtime: 'classic' as const, pragma: 'h', pragmaFrag: 'Fragment' },
  jsxInject: "import { Fragment, h } from 'preact';",
};

export default defineConfig(({ mode, command }) => {
  if (mode === 'console') return consoleBuild();
  const mocks = mode === 'mocks' || (command === 'serve' && mode === 'development');
  return {
    base: './',
    define: {
      __MOCKS__: JSON.stringify(mocks),
      __WORDS__: JSON.stringify(wordFingerprints),
      // Code for a browser extension, in every component's update.
      'window.__PREACT_SIGNALS_DEVTOOLS__': 'false',
    },
    oxc: JSX,
    plugins: mocks
      ? [
          consolePage('console/index.html'),
          wordFiles(),
          keyFiles(),
          iconsInPage(),
          mswWorker(),
          sdPage(),
        ]
      : [
          wordFiles(),
          keyFiles(),
          iconsInPage(),
          lowerAndShrink(),
          sideScripts(),
          earlyFiles(),
          classicScript(),
          sdPage(),
          sizeReport(),
        ],
    ...(mocks ? {} : { css: { modules: { generateScopedName: shortNames() } } }),
    server: { port: 5173, strictPort: false, open: false },
    // Found at start, not on the way: a dependency met later would reload the page in the middle of a payment.
    optimizeDeps: {
      entries: ['index.html', 'mocks/page/browser.ts', CONSOLE_PAGE, 'mocks/page/consoleHost.ts'],
    },
    preview: { port: 4173, strictPort: true },
    build: {
      outDir: mocks ? 'dist-mocks' : 'dist',
      modulePreload: false,
      ...(mocks ? {} : { cssMinify: 'lightningcss' as const }),
      // A data: URL would need its own CSP entry, and lands in the CSS every box must parse.
      assetsInlineLimit: 0,
      ...(mocks
        ? {
            target: 'chrome111',
            chunkSizeWarningLimit: 2000,
            rolldownOptions: { input: ['index.html', CONSOLE_PAGE] },
          }
        : {
            target: 'esnext',
            minify: false,
            cssTarget: PRODUCTION_STYLE,
            reportCompressedSize: false,
          }),
    },
    test: {
      environment: 'node',
      setupFiles: ['src/ui/words/chinese.fixture.ts'],
      // A test that hangs must end; how quick the machine is, no test may judge.
      testTimeout: 30_000,
      hookTimeout: 30_000,
      include: ['src/**/*.test.{ts,tsx}', 'mocks/**/*.test.ts', 'e2e/**/*.test.ts'],
    },
  };
});
