import { expect, test } from 'vitest';
import { putBox } from '../books/store/controlStore.ts';
import { SUPERVISOR } from '../desk/desk.fixture.ts';
import { tspFixture } from '../tsp.fixture.ts';

const idsOf = (boxes: readonly { readonly stbId: string }[]) => boxes.map(({ stbId }) => stbId);

test('a blocked box is found again without its number, until somebody lets it in', async () => {
  const { tsp, room } = tspFixture();
  await tsp.start();
  const { desk } = tsp;
  const watch = { since: 1, lastAt: 1, why: 'too many rejected MAC1s', times: 1 };
  await room.transaction(async (tx) => putBox(tx, { stbId: 'STB-1', blocked: false, watch }));
  expect(idsOf(await desk.blockedBoxes())).toEqual([]);
  await desk.setBox(SUPERVISOR, 'STB-1', true, 'it lies');
  await desk.setBox(SUPERVISOR, 'STB-2', true, 'stolen');
  expect(idsOf(await desk.watchedBoxes())).toEqual([]);
  expect(idsOf(await desk.blockedBoxes()).sort()).toEqual(['STB-1', 'STB-2']);
  await desk.setBox(SUPERVISOR, 'STB-1', false, 'it had a broken card');
  expect(idsOf(await desk.blockedBoxes())).toEqual(['STB-2']);
});
