import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BadArguments } from '../../mocks/operator/backend/config/backendArguments.ts';
import { chinaInstant } from '../../src/shared/time.ts';
import { settleDay } from './settleDay.ts';
import { spanOf } from './storedDay.ts';

const root = mkdtempSync(join(tmpdir(), 'settle-day-'));
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ['20200101', 'too far away'],
  ['20991231', 'too far away'],
  ['20261399', 'no day'],
  ['99999999', 'no day'],
])('a day of %s is refused before anything is made', async (date, sentence) => {
  const asked = settleDay(root, { rows: '1', state: 'new', date });
  await expect(asked).rejects.toThrow(BadArguments);
  await expect(asked).rejects.toThrow(sentence);
  expect(existsSync(join(root, 'new'))).toBe(false);
});

test('in the evening the last day that is over is too old, and the message says when another one can be stored', () => {
  const at = (time: string) => chinaInstant('20261130', time);
  expect(spanOf('20261129', at('173000')).to).toBe(chinaInstant('20261129', '230000'));
  expect(() => spanOf('20261129', at('181400'))).toThrow(
    'over 20 hours old by now; store the next day',
  );
});

test.each([
  ['with something else in it', 'other', 'something is there already'],
  ['that is a file', 'other/notes.txt', 'is no folder that can be used (ENOTDIR)'],
])('a state %s is refused and left as it is', async (_, state, sentence) => {
  mkdirSync(join(root, 'other'), { recursive: true });
  writeFileSync(join(root, 'other/notes.txt'), 'x');
  await expect(settleDay(root, { rows: '1', state })).rejects.toThrow(sentence);
  expect(readdirSync(join(root, 'other'))).toEqual(['notes.txt']);
});
