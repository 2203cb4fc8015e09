/** The pages of the bench, built like production and weighed. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export interface Weight {
  readonly min: number;
  readonly gz: number;
  readonly br: number;
}

export interface Entry {
  readonly name: string;
  readonly kind: 'floor' | 'peer' | 'ours';
  /** Folder that is served. */
  readonly dist: string;
  /** How the ids of its rows begin. */
  readonly inList: string;
  /** Bytes of its script. */
  readonly js: Weight;
  /** Bytes of its style sheet. */
  readonly css: Weight;
}

export const OURS = 'this portal (production build)';

interface Peer {
  readonly name: string;
  readonly source: string;
  readonly jsx: 'react' | 'preact';
  /** React's names lead to preact/compat. */
  readonly compat?: boolean;
}

const PEERS: readonly Peer[] = [
  { name: 'floor: no framework, 10 rows', source: 'floor.js', jsx: 'preact' },
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

const under = (folder: string, ending: string): Buffer =>
  Buffer.concat(
    readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => readFileSync(join(folder, name))),
  );

async function buildPeer(root: string, dist: string, peer: Peer): Promise<Entry> {
  const source = join(root, 'e2e/bench/peers');
  mkdirSync(dist, { recursive: true });
  await build({
    entryPoints: [join(source, peer.source)],
    outfile: join(dist, 'page.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    jsx: 'automatic',
    jsxImportSource: peer.jsx,
    // This house's own says preact for everybody.
    tsconfigRaw: {},
    ...(peer.compat ? { alias: COMPAT, nodePaths: [join(root, 'node_modules')] } : {}),
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  copyFileSync(join(source, 'page.html'), join(dist, 'index.html'));
  copyFileSync(join(source, 'list.css'), join(dist, 'list.css'));
  return {
    name: peer.name,
    kind: peer.source === 'floor.js' ? 'floor' : 'peer',
    dist,
    inList: 'row-',
    js: weigh(under(dist, '.js')),
    css: weigh(under(dist, '.css')),
  };
}

/** `npm run build` into this folder. A build that is only over its size limit is a build. */
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
  const js = weigh(under(assets, '.js'));
  const css = weigh(under(assets, '.css'));
  return { name, kind: 'ours', dist, inList: 'service-', js, css };
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
