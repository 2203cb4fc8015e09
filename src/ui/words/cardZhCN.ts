import type { Translated } from './fill.ts';

export const cardZhCN = {
  name: '金融 IC 卡',
  slot: '机顶盒卡槽',
  waiting: '等待插卡 · 剩余 {time}',
  cancel: '取消支付',
  sight: {
    empty: {
      title: '请插入金融 IC 卡',
      act: '芯片朝上，轻推到底。',
      state: '读卡器已连接',
    },
    'no-reader': {
      title: '没有找到读卡器',
      act: '请检查读卡器是否插好，插好后会自动继续。',
      state: '读卡器未连接',
    },
    held: {
      title: '读卡器正被占用',
      act: '机顶盒上的其他程序正在使用读卡器，空闲后会自动继续。',
      state: '读卡器被占用',
    },
    forbidden: {
      title: '读卡器不允许使用',
      act: '机顶盒的设置不允许使用读卡器，请致电客服。',
      state: '读卡器未获允许',
    },
    unavailable: {
      title: '读卡器没有反应',
      act: '正在自动重试读卡器。等待较久时，请把它重新插拔一次。',
      state: '读卡器没有反应',
    },
    mute: {
      title: '卡片没有反应',
      act: '请拔出卡片，芯片朝上，重新插到底。',
      state: '卡片可能插反了',
    },
    used: {
      title: '请先拔出这张卡',
      act: '拔出后换一张卡，或芯片朝上重新插入。',
      state: '卡片还在卡槽里',
    },
    reading: { title: '正在读卡', act: '请稍候，很快就好。', state: '卡片已插入' },
  },
  /** In place of the state where one reader is ready. */
  beside: {
    held: '另一个读卡器正被其他程序占用',
    unavailable: '另一个读卡器没有反应',
  },
  doNotRemove: '支付完成前请不要拔卡。',
  /** No reader is granted yet, but the viewer can be asked to choose one. */
  allow: {
    title: '没有可用的读卡器',
    act: '请插好读卡器。已插好时请按“允许”。',
    run: '允许',
  },
  /** For the hotline: the state of each way to a reader. */
  ports: '读卡器接口：{ports}',
} as const;

export type CardWords = Translated<typeof cardZhCN>;
