/** The script that the threads run, bundled as the programs of this project do it. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export async function workerText(): Promise<string> {
  const built = await build({
    entryPoints: [fileURLToPath(new URL('./reconcileWorker.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  return built.outputFiles[0]!.text;
}
