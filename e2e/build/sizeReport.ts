/** Prints the size of every emitted file; above a limit the build fails. */
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Logger, Plugin, Rolldown } from 'vite';

/** The most brotli bytes that script and style sheet of these chunks, and of what they import from, may have together. */
export interface SizeLimit {
  readonly what: string;
  /** Names of chunks. */
  readonly chunks: readonly string[];
  /** Files that count beside them. */
  readonly assets?: RegExp;
  readonly bytes: number;
}

type Bundle = Rolldown.OutputBundle;

const column = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`.padStart(10);

/** Names of the scripts and style sheets that load with these chunks. @throws Error for a chunk that does not exist. */
function filesOf(names: readonly string[], bundle: Bundle): ReadonlySet<string> {
  const files = new Set<string>();
  const add = (fileName: string): void => {
    const output = bundle[fileName];
    if (output?.type !== 'chunk' || files.has(fileName)) return;
    for (const name of [fileName, ...(output.viteMetadata?.importedCss ?? [])]) files.add(name);
    output.imports.forEach(add);
  };
  for (const name of names) {
    const chunk = Object.values(bundle).find(
      (output) => output.type === 'chunk' && output.name === name,
    );
    if (!chunk) throw new Error(`no chunk ${name}`);
    add(chunk.fileName);
  }
  return files;
}

interface Weight {
  readonly fileName: string;
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

async function weigh(output: Bundle[string]): Promise<Weight> {
  const bytes = Buffer.from(output.type === 'chunk' ? output.code : output.source);
  const [small, smaller] = await Promise.all([
    promisify(gzip)(bytes),
    promisify(brotliCompress)(bytes),
  ]);
  const { fileName } = output;
  return { fileName, raw: bytes.length, gzip: small.length, brotli: smaller.length };
}

export function sizeReport(limits: readonly SizeLimit[]): Plugin {
  let logger: Logger;
  return {
    name: 'portal:size-report',
    apply: 'build',
    configResolved(config) {
      ({ logger } = config);
    },
    async writeBundle(_options, bundle) {
      const weights = await Promise.all(Object.values(bundle).map(weigh));
      const lines = [`${''.padEnd(36)}${'raw'.padStart(10)}${'gzip'.padStart(10)}    brotli`];
      for (const { fileName, raw, gzip, brotli } of weights) {
        lines.push(fileName.padEnd(36) + [raw, gzip, brotli].map(column).join(''));
      }
      const sums = limits.map(({ what, chunks, assets, bytes }) => {
        const files = filesOf(chunks, bundle);
        const sum = weights
          .filter(({ fileName }) => files.has(fileName) || assets?.test(fileName))
          .reduce((total, { brotli }) => total + brotli, 0);
        const [is, most] = [sum, bytes].map((size) => column(size).trim());
        lines.push(`JS + CSS ${what}, brotli: ${is} (at most ${most})`);
        return { what, over: sum - bytes };
      });
      logger.info(`\n${lines.join('\n')}`);
      for (const { what, over } of sums) {
        if (over > 0) this.error(`${over} bytes over the limit of what comes ${what}`);
      }
    },
  };
}
