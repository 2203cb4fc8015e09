/** Settings, child lock and the warning that nobody is there, above the screens they are seen on. */
import type { Step } from '../../payment/steps.ts';
import { type PinAsked, SETTINGS } from '../../screens/settings/dialogState.ts';
import { fakeKey } from './fakeSettings.ts';
import { scenes } from './recording.generated.ts';
import type { Sample } from './sample.ts';

const home: Step = { kind: 'home', unfinished: null };
const { at, step: confirm } = scenes.confirm;
const toPay: PinAsked = { at: 'pin', amountFen: confirm.quote.amountFen, opened() {}, back: null };
const own: PinAsked = { at: 'pin', opened() {}, back: SETTINGS };
const every = { limitFen: 0 };

export const dialogSamples: readonly Sample[] = [
  { id: 'settings', title: '设置', step: home, dialog: SETTINGS },
  {
    id: 'settings-locked',
    title: '设置，儿童锁已开',
    step: home,
    dialog: SETTINGS,
    settings: { limitFen: 10_000 },
  },
  {
    id: 'settings-every',
    title: '设置，每笔都要密码',
    step: home,
    dialog: SETTINGS,
    settings: every,
  },
  {
    id: 'settings-not-kept',
    title: '机顶盒存不下设置',
    step: home,
    dialog: SETTINGS,
    settings: { limitFen: 10_000, isKept: false },
  },
  {
    id: 'settings-misfits',
    title: '设置，有读不出的数据',
    step: home,
    dialog: SETTINGS,
    settings: {
      misfits: ['orders.unsigned', 'order.amountFen', 'services.items.periods.amountFen'],
    },
  },
  { id: 'pin', title: '付款密码', step: confirm, at, dialog: toPay, settings: every },
  {
    id: 'pin-typed',
    title: '付款密码，输入了三位',
    step: confirm,
    at,
    dialog: toPay,
    settings: every,
    keys: ['2', '5', '8'],
  },
  {
    id: 'pin-wrong',
    title: '付款密码，输错了一次',
    step: confirm,
    at,
    dialog: toPay,
    settings: { ...every, triesLeft: 2 },
  },
  {
    id: 'pin-wait',
    title: '付款密码，要等一会儿',
    step: confirm,
    at,
    dialog: toPay,
    settings: { ...every, waitsUntil: at + 272_000 },
  },
  { id: 'pin-own', title: '改儿童锁先输密码', step: home, dialog: own, settings: every },
  { id: 'pin-reset', title: '忘记密码', step: home, dialog: { at: 'reset', asked: own } },
  {
    id: 'pin-reset-typed',
    title: '忘记密码，输入了五位',
    step: home,
    dialog: { at: 'reset', asked: own },
    keys: ['1', '2', '3', '4', '5'],
  },
  { id: 'new-pin', title: '设置密码', step: home, dialog: { at: 'newPin' } },
  {
    id: 'new-pin-again',
    title: '再输入一次',
    step: home,
    dialog: { at: 'newPin', first: '2580' },
  },
  {
    id: 'new-pin-differed',
    title: '两次不一样',
    step: home,
    dialog: { at: 'newPin', differed: true },
  },
  {
    id: 'limit',
    title: '限额',
    step: home,
    dialog: { at: 'limit', lockKey: fakeKey },
    settings: { limitFen: 5_000 },
  },
  { id: 'idle', title: '您还在看吗', step: confirm, at, leavesAt: at + 45_000 },
  {
    id: 'idle-doubt',
    title: '您还在看吗，待确认',
    ...scenes.doubt,
    leavesAt: scenes.doubt.at + 45_000,
  },
  {
    id: 'idle-pin',
    title: '您还在看吗，在密码之上',
    step: confirm,
    at,
    dialog: toPay,
    settings: every,
    keys: ['2', '5'],
    leavesAt: at + 45_000,
  },
];
