import { expect, test } from 'vitest';
import { toldTo } from './diskRoom.ts';

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
