/** `kill -9` at any moment: acknowledged writes are there, and no transaction is written by halves. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtProgram } from './builtProgram.fixture.ts';
import { diskStore } from './diskStore.ts';

const KILLS = 6;

/** Lets the program write `pairs` more pairs, kills it during the next, and answers the last acknowledged one. */
function killAfter(program: string, directory: string, pairs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [program, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    writer.stdout.setEncoding('utf8');
    writer.stdout.on('data', (chunk: string) => {
      text += chunk;
      if (text.split('\n').length > pairs) writer.kill('SIGKILL');
    });
    writer.on('error', reject);
    writer.on('close', () => {
      const whole = text.slice(0, text.lastIndexOf('\n'));
      resolve(Math.max(...whole.split('\n').map(Number)));
    });
  });
}

test('a writer killed again and again loses nothing acknowledged and leaves nothing half', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'portal-killed-'));
  const program = await builtProgram('mocks/store/killedWriter.fixture.ts');
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      const acknowledged = await killAfter(program.path, directory, 50 + 37 * kill);
      const store = diskStore(directory);
      const { written, left, right } = await store.transaction(async (tx) => ({
        written: (await tx.get<number>('written'))!,
        left: await tx.list<number>('left/'),
        right: await tx.list<number>('right/'),
      }));
      await store.close();
      expect(written).toBeGreaterThanOrEqual(acknowledged);
      const numbers = new Set(left.map(({ value }) => value));
      expect(numbers.size).toBe(written);
      expect(Math.max(...numbers)).toBe(written);
      expect(right.map(({ value }) => value).sort()).toEqual([...numbers].sort());
    }
  } finally {
    program.remove();
    await rm(directory, { recursive: true });
  }
});
