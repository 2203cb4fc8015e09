/** Waiting for the card: every sight of the reader. */
import type { ReaderSight } from '../../payment/steps.ts';
import type { Sample } from './sample.ts';
import { payable } from './sampleOrders.ts';

const SIGHTS: readonly ReaderSight[] = [
  'empty',
  'no-reader',
  'held',
  'forbidden',
  'unavailable',
  'mute',
  'used',
  'reading',
];

export const cardSamples: readonly Sample[] = [
  ...SIGHTS.map(
    (sight): Sample => ({
      id: `wait-card-${sight}`,
      title: `插卡，${sight}`,
      step: { kind: 'waitCard', payable, sight },
    }),
  ),
  ...(['held', 'unavailable'] as const).map(
    (beside): Sample => ({
      id: `wait-card-empty-beside-${beside}`,
      title: `插卡，旁边的读卡器 ${beside}`,
      step: { kind: 'waitCard', payable, sight: 'empty' },
      beside,
    }),
  ),
  {
    id: 'wait-card-allow-reader',
    title: '插卡，读卡器要许可',
    step: { kind: 'waitCard', payable, sight: 'no-reader' },
    canRequest: true,
  },
  {
    id: 'wait-card-last-seconds',
    title: '插卡，最后几秒',
    step: { kind: 'waitCard', payable, sight: 'empty' },
    cardWaitMs: 27_000,
  },
];
