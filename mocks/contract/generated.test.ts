import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the generated files are what the YAML says', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const script = 'mocks/contract/generate.mjs';
  const run = promisify(execFile)(process.execPath, [script, '--check'], { cwd: root });
  await expect(run).resolves.toEqual({ stdout: '', stderr: '' });
});
