/** Builds the pages of the bench as for production, and weighs them. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';

export interface Weight {
  readonly min: number;
  readonly gz: number;
  readonly br: number;
}

export interface Entry {
  readonly name: string;
  /** `picture` is a floor too: the portal's own screen without a framework. */
  readonly kind: 'picture' | 'floor' | 'peer' | 'ours';
  /** The folder that is served. */
  readonly dist: string;
  /** The prefix of the ids of its rows. */
  readonly inList: string;
  /** Bytes of its script. */
  readonly js: Weight;
  /** Bytes of its style sheet. */
  readonly css: Weight;
  /** Brotli bytes of script and style sheet that follow its first screen. */
  readonly lateBr?: number;
}

const OURS = 'this portal (production build)';

interface Peer {
  readonly name: string;
  readonly source: string;
  readonly jsx: 'react' | 'preact';
  /** Whether imports of React are replaced by preact/compat. */
  readonly compat?: boolean;
}

const PEERS: readonly Peer[] = [
  { name: 'floor: ten rows of text', source: 'floor.js', jsx: 'preact' },
  { name: 'react + norigin', source: 'norigin.js', jsx: 'react' },
  { name: 'react + norigin, tuned', source: 'noriginTuned.js', jsx: 'react' },
  { name: 'preact/compat + norigin', source: 'norigin.js', jsx: 'preact', compat: true },
  { name: 'preact + tv-lrud-spatial', source: 'lrudSpatial.jsx', jsx: 'preact' },
  { name: 'preact + js-spatial-navigation', source: 'jsSpatialNavigation.jsx', jsx: 'preact' },
];

const COMPAT = {
  react: 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react-dom': 'preact/compat',
  'react/jsx-runtime': 'preact/jsx-runtime',
};

const weigh = (bytes: Buffer): Weight => ({
  min: bytes.length,
  gz: gzipSync(bytes, { level: 9 }).length,
  br: brotliCompressSync(bytes).length,
});

/** The weight of all files with this ending; with `chunk`, only of those whose names begin so. */
export const weighFolder = (folder: string, ending: string, chunk = ''): Weight =>
  weigh(
    Buffer.concat(
      readdirSync(folder)
        .filter((name) => name.startsWith(chunk) && name.endsWith(ending))
        .map((name) => readFileSync(join(folder, name))),
    ),
  );

/** Bundles a page into `page.js` in `dist`. */
export async function bundlePage(
  source: string,
  dist: string,
  options: BuildOptions = {},
): Promise<void> {
  await build({
    entryPoints: [source],
    outfile: join(dist, 'page.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    // The project's own tsconfig would make every page use preact.
    tsconfigRaw: {},
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    ...options,
  });
}

async function buildPeer(root: string, dist: string, peer: Peer): Promise<Entry> {
  const source = join(root, 'e2e/bench/peers');
  mkdirSync(dist, { recursive: true });
  await bundlePage(join(source, peer.source), dist, {
    jsx: 'automatic',
    jsxImportSource: peer.jsx,
    ...(peer.compat ? { alias: COMPAT, nodePaths: [join(root, 'node_modules')] } : {}),
  });
  copyFileSync(join(source, 'page.html'), join(dist, 'index.html'));
  copyFileSync(join(source, 'list.css'), join(dist, 'list.css'));
  return {
    name: peer.name,
    kind: peer.source === 'floor.js' ? 'floor' : 'peer',
    dist,
    inList: 'row-',
    js: weighFolder(dist, '.js'),
    css: weighFolder(dist, '.css'),
  };
}

/** Runs `npm run build` into this folder. A build that is only over its size limit will do. */
function buildPortal(root: string, dist: string): void {
  const { NODE_ENV: _, ...env } = process.env;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  try {
    execFileSync(process.execPath, [vite, 'build', '--outDir', dist, '--emptyOutDir'], {
      cwd: root,
      env,
      stdio: 'pipe',
    });
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error);
    if (!said.includes('over the limit') || !existsSync(join(dist, 'index.html'))) throw error;
    process.stdout.write('  (the production build is over its size limit)\n');
  }
}

function portalIn(dist: string, name: string): Entry {
  const assets = join(dist, 'assets');
  const js = weighFolder(assets, '.js', 'index-');
  const css = weighFolder(assets, '.css', 'index-');
  const lateBr = weighFolder(assets, '.js', 'late-').br + weighFolder(assets, '.css', 'late-').br;
  return { name, kind: 'ours', dist, inList: 'service-', js, css, lateBr };
}

/**
 * Builds every page into a folder of its own below `folder`. Instead of building the portal, `portals` may name
 * builds of it: the first one is judged, the others stand beside it.
 */
export async function buildEntries(
  root: string,
  folder: string,
  portals: readonly string[],
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const [at, peer] of PEERS.entries()) {
    entries.push(await buildPeer(root, join(folder, `peer${at}`), peer));
  }
  if (portals.length === 0) {
    const dist = join(folder, 'portal');
    buildPortal(root, dist);
    return [...entries, portalIn(dist, OURS)];
  }
  return [
    ...entries,
    ...portals.map((dist, at) => portalIn(dist, at === 0 ? OURS : `this portal (${dist})`)),
  ];
}
