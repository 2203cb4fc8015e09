/** Waiting for the card: every sight of the reader. */
import type { ReaderSight } from '../../payment/steps.ts';
import { scenes } from './recording.generated.ts';
import { type Sample, sceneSample } from './sample.ts';

const { at, step } = scenes['wait-card-empty'];

/** Sights that the plays\u2019 reader, the host\u2019s own, does not have. */
const ofOthers = (sight: ReaderSight, notPlayed: string): Sample => ({
  id: `wait-card-${sight}`,
  title: `插卡，${sight}`,
  step: { ...step, sight },
  at,
  notPlayed,
});

export const cardSamples: readonly Sample[] = [
  sceneSample('wait-card-empty', '插卡，empty'),
  sceneSample('wait-card-no-reader', '插卡，no-reader'),
  sceneSample('wait-card-held', '插卡，held'),
  sceneSample('wait-card-mute', '插卡，mute'),
  sceneSample('wait-card-used', '插卡，used'),
  sceneSample('wait-card-wide', '插卡，名称最长', { household: 'wide' }),
  ofOthers('forbidden', 'a reader that the browser keeps from the page'),
  ofOthers('unavailable', 'a reader that does not open'),
  ofOthers('reading', 'a reader that powers the card up by itself'),
  ...(['held', 'unavailable'] as const).map((beside) =>
    sceneSample('wait-card-empty', `插卡，旁边的读卡器 ${beside}`, {
      id: `wait-card-empty-beside-${beside}`,
      beside,
    }),
  ),
  sceneSample('wait-card-no-reader', '插卡，读卡器要许可', {
    id: 'wait-card-allow-reader',
    canRequest: true,
  }),
  sceneSample('wait-card-empty', '插卡，最后几秒', {
    id: 'wait-card-last-seconds',
    cardWaitMs: 27_000,
  }),
];
