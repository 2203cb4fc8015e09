import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { noteName, watchCause } from './noteNames.ts';

const tsp = fileURLToPath(new URL('../../tsp/', import.meta.url));
const source = (file: string): string => readFileSync(`${tsp}${file}`, 'utf8');

test('a cause is told apart from the attempt that it is about', () => {
  const attemptId = '01M846FX3BEQND896PB7VR2DQ7';
  const cause = 'the sequence went back';
  expect(watchCause(`${attemptId}: ${cause}`)).toEqual({ attemptId, cause: noteName(cause) });
  expect(watchCause('too many rejected MAC1s')).toEqual({ cause: 'MAC1 屡被拒绝' });
});

test('every contradiction of a card has a name', () => {
  const notes = [...source('attempts/resolve.ts').matchAll(/contradiction\('([^']+)'\)/g)];
  expect(notes).toHaveLength(3);
  expect(notes.map(([, note]) => note!).filter((note) => noteName(note) === note)).toEqual([]);
});

test('every other cause that the platform writes has a name', () => {
  const written = [
    ...source('door/boxPlaces.ts').matchAll(/watchBox\(unit, stbId, '([^']+)'\)/g),
    ...source('attempts/macRefusals.ts').matchAll(/watchBox\(unit, stbId, '([^']+)'\)/g),
    ...source('attempts/mac2Tries.ts').matchAll(/CAUSE = '([^']+)'/g),
    ...source('attempts/shownTac.ts').matchAll(/attemptId\}: ([^`]+)`/g),
    ...source('attempts/passedOver.ts').matchAll(/attemptId\}: ([^`]+)`/g),
    ...source('attempts/applyVerdict.ts').matchAll(/note = '(a box [^']+)'/g),
  ];
  expect(written).toHaveLength(6);
  expect(written.map(([, why]) => why!).filter((why) => noteName(why) === why)).toEqual([]);
});
