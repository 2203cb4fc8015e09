/** Serves the files of one built folder, and nothing outside it. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Fetch } from '../../../environment/environment.ts';
import { problem } from './httpFront.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
};

/** Folders of a build in which every name, or the folder's own, has a hash: another content gets another name. */
const HASHED = /^(assets|words|keys\/[\da-f]{8}|artwork\/\w+-[\da-f]{8})\//;
/** Texts that are worth it; a small one fits into one packet anyway. */
const isLong = (type: string, bytes: Buffer): boolean =>
  bytes.length > 1_000 && !/^(image\/(png|jpeg)|font)/.test(type);
/** The best quality takes ten times as long for a twentieth less, and the TSP waits meanwhile. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
/** The page and its boot script: nothing else can bring them back, so half of one must not come from a cache. */
const FIRST = /^assets\/boot-|\.html$/;
const FOREVER = 'public, max-age=31536000, immutable';

interface StaticParts {
  readonly folder: string;
  /** The path that the folder is served under, with a slash at both ends. */
  readonly under: string;
  readonly policy: string;
  /** Files whose text is given here instead of read. */
  readonly made?: Readonly<Record<string, string>>;
}

function nameOf(url: string, under: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(under) || path.includes('\0')) return null;
  const name = path.slice(under.length);
  return name === '' || name.endsWith('/') ? `${name}index.html` : name;
}

/** Unknown names are answered with 404. Folders are never listed. */
export function staticFiles({ folder, under, policy, made = {} }: StaticParts): Fetch {
  const root = resolve(folder);
  /** What was compressed, by its tag: a build has few files. */
  const compressed = new Map<string, Buffer>();
  const notFound = () => problem(404, 'request.not_found', 'nothing here');

  async function bytesOf(name: string): Promise<Buffer | null> {
    const own = made[name];
    if (own !== undefined) return Buffer.from(own);
    const path = resolve(join(root, name));
    if (!path.startsWith(root + sep) || /(^|\/)\./.test(name)) return null;
    try {
      return (await stat(path)).isFile() ? await readFile(path) : null;
    } catch {
      return null;
    }
  }

  /** The bytes as this browser reads them, and what that is called; `''` where they are as they are. */
  function encoded(bytes: Buffer, hash: string, accepted: string): [Buffer, string] {
    const encoding =
      ['br', 'gzip'].find((name) => new RegExp(`\\b${name}\\b`).test(accepted)) ?? '';
    if (encoding === '') return [bytes, ''];
    const key = `${encoding} ${hash}`;
    const made =
      compressed.get(key) ??
      (encoding === 'br' ? brotliCompressSync(bytes, QUICK) : gzipSync(bytes));
    compressed.set(key, made);
    return [made, encoding];
  }

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return problem(405, 'request.not_found', 'files are only read');
    }
    const name = nameOf(request.url, under);
    const type = name === null ? undefined : TYPES[extname(name)];
    const bytes = name === null || type === undefined ? null : await bytesOf(name);
    if (name === null || type === undefined || bytes === null) return notFound();
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    const accepted = isLong(type, bytes) ? (request.headers.get('accept-encoding') ?? '') : '';
    const [sent, encoding] = encoded(bytes, hash, accepted);
    const etag = `"${hash}${encoding}"`;
    const headers = {
      'Content-Type': type,
      'Cache-Control': FIRST.test(name) ? 'no-store' : HASHED.test(name) ? FOREVER : 'no-cache',
      ETag: etag,
      Vary: 'Accept-Encoding',
      ...(encoding === '' ? {} : { 'Content-Encoding': encoding }),
      ...(extname(name) === '.html' ? { 'Content-Security-Policy': policy } : {}),
    };
    if (request.headers.get('if-none-match') === etag) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(new Uint8Array(sent), { status: 200, headers });
  };
}
