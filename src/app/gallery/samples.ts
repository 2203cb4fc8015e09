/** Every screen in every variant. A variant that is missing here has never been looked at. */
import { dialogSamples } from './dialogSamples.ts';
import { doubtSamples } from './doubtSamples.ts';
import { historySamples } from './historySamples.ts';
import { homeSamples } from './homeSamples.ts';
import { paymentSamples } from './paymentSamples.ts';
import { refusalSamples } from './refusalSamples.ts';
import { type Sample, sceneSample } from './sample.ts';
import { serviceSamples } from './serviceSamples.ts';

const around: readonly Sample[] = [
  sceneSample('recovering', '恢复'),
  sceneSample('out-of-service', '暂停服务'),
  sceneSample('out-of-service-boss', '暂停服务，营业系统'),
  { id: 'config-error', title: '配置有误', step: 'configError' },
  { id: 'config-not-json', title: '配置不是 JSON', step: 'notJson' },
  { id: 'box-missing', title: '等待机顶盒', step: 'boxMissing' },
  { id: 'crash', title: '画面出错', step: 'crash' },
];

export const samples: readonly Sample[] = [
  ...homeSamples,
  ...serviceSamples,
  ...historySamples,
  ...paymentSamples,
  ...refusalSamples,
  ...doubtSamples,
  ...around,
  ...dialogSamples,
];
