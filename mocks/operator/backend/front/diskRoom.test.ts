import { expect, test } from 'vitest';

import type { BackendConfig } from '../config/backendConfig.ts';
import { toldTo, whenThereIsRoom } from './diskRoom.ts';

/** Starts with each of these failures in turn, then without one. */
async function started(...failures: readonly Error[]) {
  const left = [...failures];
  const logs: string[] = [];
  const config = {
    ports: { portal: 0 },
    bind: { portal: '127.0.0.1', operator: '127.0.0.1' },
    https: false,
    proxies: [],
  } as unknown as BackendConfig;
  const log = (_: string, message: string) => void logs.push(message);
  const start = async () => {
    const failure = left.shift();
    if (failure) throw failure;
    return 'up';
  };
  return { result: whenThereIsRoom({ config, log }, start, 0), logs };
}

test('while the disk is full the host tries again, says so once, and starts by itself', async () => {
  const full = new Error('ENOSPC: no space left on device');
  const { result, logs } = await started(full, full);
  expect(await result).toBe('up');
  expect(logs).toEqual(['ALARM: waiting for room on the disk: ENOSPC: no space left on device']);
});

test('what is no failure of the disk ends the start', async () => {
  const { result, logs } = await started(new Error('config.json: no such field'));
  await expect(result).rejects.toThrow('config.json: no such field');
  expect(logs).toEqual([]);
});

test('the log says why the disk still fails, once for each reason', () => {
  const lines: string[] = [];
  const tell = toldTo((_who, line) => void lines.push(line));
  const behind = (text: string) => new Error('Database failed to open', { cause: new Error(text) });
  tell({ kind: 'failed', cause: new Error('no space left') });
  tell({ kind: 'fails-still', cause: behind('no space left') });
  tell({ kind: 'fails-still', cause: behind('it does not exist') });
  tell({ kind: 'fails-still', cause: behind('it does not exist') });
  tell({ kind: 'works-again' });
  expect(lines).toEqual([
    'ALARM: the disk failed: no space left; nothing is answered until it works again',
    'ALARM: the disk still fails: it does not exist',
    'the disk works again; payments go on',
  ]);
});
