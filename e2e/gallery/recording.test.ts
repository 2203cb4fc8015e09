/** The gallery shows what the simulated world does: its recording is what the same plays give now. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { recordingText, recordWorld } from './recordWorld.ts';

const path = fileURLToPath(
  new URL('../../src/app/gallery/recording.generated.ts', import.meta.url),
);

test('the recording is what the world does today: else `npm run generate`', async () => {
  const lines = (text: string) => text.split('\n');
  const kept = lines(readFileSync(path, 'utf8'));
  const now = lines(recordingText(await recordWorld()));
  expect(now.filter((line, at) => line !== kept[at])).toEqual([]);
  expect(now.length).toBe(kept.length);
});
