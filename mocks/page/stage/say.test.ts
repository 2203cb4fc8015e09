import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { DEFAULTS, type StageOptions } from './options.ts';
import { sayWithoutWorld } from './say.ts';

test.each<[Partial<StageOptions>, string]>([
  [{}, '启动中…'],
  [{ ui: 'en' }, 'Starting …'],
  [{ ui: 'en', screen: 'to:result' }, 'Starting …'],
  [{ screen: 'home-doubt' }, 'none'],
])('a panel without a world, with %o: %s', (chosen, says) => {
  const options = signal({ ...DEFAULTS, ...chosen });
  expect(sayWithoutWorld({ options }, 'none')).toBe(says);
});
