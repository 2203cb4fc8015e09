/** A real file system that fills up and is freed again, under a program that writes, goes on, and is killed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { builtProgram } from './builtProgram.fixture.ts';
import { diskStore } from './diskStore.ts';
import { smallDisk } from './smallDisk.fixture.ts';

const MEGABYTES = 8;
/** Rows acknowledged before the disk is full, and after it was freed. */
const ROWS = 100;
/** Requests that fail while the disk is full. */
const FAILURES = 50;

const disk = smallDisk(MEGABYTES);
const program = await builtProgram('mocks/store/fullDiskWriter.fixture.ts');
const why = 'why' in disk ? disk.why : '';
if (why) process.stderr.write(`SKIPPED: no small file system can be mounted here: ${why}\n`);
afterAll(() => {
  program.remove();
  if ('folder' in disk) disk.remove();
});

/** Runs the writer; `steps` are done one after the other, each when its condition has come true. */
function writing(
  directory: string,
  steps: readonly {
    readonly when: (lines: readonly string[]) => boolean;
    readonly act: (kill: () => void) => void;
  }[],
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [program.path, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    const left = [...steps];
    let since = 0;
    let rest = '';
    writer.stdout.setEncoding('utf8');
    writer.stdout.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop()!;
      lines.push(...parts);
      const step = left[0];
      if (!step?.when(lines.slice(since))) return;
      left.shift();
      since = lines.length;
      step.act(() => writer.kill('SIGKILL'));
    });
    writer.on('error', reject);
    writer.on('close', () => resolve(lines));
  });
}

const numbersAfter = (lines: readonly string[], word: string): number[] =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.split(' ')[1]));
const count = (lines: readonly string[], word: string): number => numbersAfter(lines, word).length;

test.skipIf(why !== '')(
  'a disk fills up, is freed, and the writer is killed: what was acknowledged is there',
  { timeout: 60_000 },
  async () => {
    if ('why' in disk) return;
    const directory = join(disk.folder, 'store');
    const lines = await writing(directory, [
      { when: (seen) => count(seen, 'ok') >= ROWS, act: () => disk.fill() },
      {
        when: (seen) => seen.includes('fails-still') && count(seen, 'no') >= FAILURES,
        act: () => disk.free(),
      },
      { when: (seen) => count(seen, 'ok') >= ROWS, act: (kill) => kill() },
    ]);
    expect(lines).toContain('failed');
    expect(lines).toContain('fails-still');
    expect(lines).toContain('works-again');
    const acknowledged = numbersAfter(lines, 'ok');
    expect(acknowledged.length).toBeGreaterThanOrEqual(2 * ROWS);
    const afterwards = diskStore(directory);
    const rows = await afterwards.transaction((tx) => tx.list<string>('row/'));
    await afterwards.close();
    const there = new Set(rows.map(({ key }) => Number(key.slice('row/'.length))));
    expect(acknowledged.filter((number) => !there.has(number))).toEqual([]);
  },
);
