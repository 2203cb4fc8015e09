/** Builds or serves pages of a few lines, with the build steps that a test examines. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, createLogger, createServer, type InlineConfig, mergeConfig } from 'vite';

/** Contents of files by path. */
type Files = Readonly<Record<string, string>>;

/** Makes a folder with `files` in it; it is removed when `use` has ended. */
export async function withFolder<T>(files: Files, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-small-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const common = (root: string): InlineConfig => ({
  root,
  base: './',
  configFile: false,
  logLevel: 'silent',
  build: { outDir: join(root, 'dist'), emptyOutDir: true, modulePreload: false },
});

interface Built {
  readonly files: Files;
  /** The output of the build. */
  readonly said: string;
}

/** Builds, and answers the files of the result. @throws what a step throws. */
export async function buildIn(root: string, config: InlineConfig): Promise<Built> {
  const said: string[] = [];
  const customLogger = { ...createLogger('silent'), info: (text: string) => void said.push(text) };
  await build(mergeConfig({ ...common(root), customLogger }, config));
  const dist = join(root, 'dist');
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const built = names.map((path) => [path.slice(dist.length + 1), readFileSync(path, 'utf8')]);
  return { files: Object.fromEntries(built), said: said.join('\n') };
}

export const smallBuild = (files: Files, config: InlineConfig): Promise<Built> =>
  withFolder(files, (root) => buildIn(root, config));

/** Runs the development server until `use` has ended. */
export const smallServer = <T>(
  files: Files,
  config: InlineConfig,
  use: (ask: (path: string) => Promise<Response>) => Promise<T>,
): Promise<T> =>
  withFolder(files, async (root) => {
    const server = await createServer(
      mergeConfig(
        {
          ...common(root),
          appType: 'mpa',
          optimizeDeps: { noDiscovery: true },
          server: { middlewareMode: true, ws: false },
        },
        config,
      ),
    );
    const http = createHttp(server.middlewares);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    try {
      return await use((path) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' }));
    } finally {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await server.close();
    }
  });

/** One page with one script, which does nothing. */
export const PAGE: Files = {
  'index.html': `<!doctype html><head><meta name="page-view-size" content="1280*720"><meta name="viewport" content="width=1280"></head>
<script type="module" src="./main.js"></script>`,
  'main.js': 'window.isThere = true;',
};
