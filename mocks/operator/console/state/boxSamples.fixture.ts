/** Boxes on watch and a blocked one for the samples. */
import type * as Ops from './opsTypes.ts';
import { at } from './sampleTime.fixture.ts';

export const blockedBox: Ops.Box = {
  stbId: 'STB-00A1B2C3D4',
  blocked: true,
  since: at(400),
  who: 'wang',
  reason: '用户报失',
};

export const boxes: Ops.BoxList = {
  boxes: [
    {
      stbId: 'STB-00A1B2C3D9',
      blocked: false,
      watch: { since: at(90), lastAt: at(4), why: 'at two addresses at once', times: 3 },
    },
    {
      stbId: 'STB-00A1B2C3E2',
      blocked: false,
      watch: {
        since: at(200),
        lastAt: at(200),
        why: '01KASAMPLE000000000000ATT1: the PPP said 01 to what it brought',
        times: 1,
      },
    },
  ],
  blocked: [blockedBox],
};
