/** A payment in doubt, with every sight of the reader. */
import { type Sample, sceneSample } from './sample.ts';

export const doubtSamples: readonly Sample[] = [
  sceneSample('doubt', '待确认'),
  sceneSample('doubt-softly', '待确认，重启后'),
  sceneSample('doubt-other-card', '待确认，别的卡'),
  sceneSample('doubt-mute', '待确认，卡没反应'),
  sceneSample('doubt-used', '待确认，先拔卡'),
  sceneSample('doubt-no-reader', '待确认，没有读卡器'),
  sceneSample('doubt-held', '待确认，读卡器被占用'),
  sceneSample('doubt-no-reader', '待确认，读卡器要许可', {
    id: 'doubt-allow-reader',
    canRequest: true,
  }),
  sceneSample('resolving', '核对卡片'),
];
