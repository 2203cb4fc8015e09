/** Payments that were refused, for every reason. */
import type { Failure, FailureKind } from '../../payment/failure.ts';
import { refusedZhCN } from '../../ui/words/refusedZhCN.ts';
import { scenes } from './recording.generated.ts';
import { type Sample, type SceneName, sceneSample } from './sample.ts';

const { at, step } = scenes['refused-card-unreadable'];

/** What no play comes to, and why. */
const NOT_PLAYED: Readonly<Record<string, string>> = {
  'refused-order-rejected': 'the simulated BOSS always gives a reason',
  'refused-quote-changed': 'a platform that changes a price it has signed breaks its contract',
  'refused-already-paying':
    'takes two boxes of a household; mocks/operator/tsp/orders/twoBoxes.test.ts plays it',
  'refused-card-unfinished': 'takes two households; e2e/virtual/virtualLadder.test.ts plays it',
  'refused-box-silent': 'a host object that hangs; e2e/virtual/virtualReaders.ts has none',
  'refused-internal': 'no known fault leads there',
  'refused-reason-hold-lapsed': 'the platform lets its quote end with the hold of BOSS',
};

function invented(id: string, failure: Partial<Failure>): Sample {
  const hasNoOrder = ['order-rejected', 'quote-changed', 'already-paying'].includes(
    failure.kind ?? '',
  );
  const shown = { kind: 'internal', money: 'untouched', ref: '7K3-0D42', ...failure } as const;
  return {
    id,
    title: `未成，${failure.reason ?? failure.kind}`,
    step: { ...step, failure: shown, payable: hasNoOrder ? null : step.payable },
    at,
    notPlayed: NOT_PLAYED[id] ?? '',
  };
}

const isPlayed = (id: string): id is SceneName => id in scenes;
const refused = (id: string, failure: Partial<Failure>): Sample =>
  isPlayed(id) ? sceneSample(id, `未成，${failure.reason ?? failure.kind}`) : invented(id, failure);

export const refusalSamples: readonly Sample[] = [
  ...(Object.keys(refusedZhCN.failure) as FailureKind[]).map((kind) =>
    refused(`refused-${kind}`, { kind }),
  ),
  ...Object.keys(refusedZhCN.reason).map((reason) =>
    refused(`refused-reason-${reason.replace(/[._]/g, '-')}`, { kind: 'order-rejected', reason }),
  ),
  sceneSample('refused-balance-covered', '未成，余额够缴几个月'),
  sceneSample('refused-wide', '未成，名称最长，金额最大', { household: 'wide' }),
  {
    ...invented('refused-unknown', { money: 'unknown' }),
    notPlayed: 'as refused-internal, after MAC1 was asked for',
  },
];
