import type { CardWords } from './cardZhCN.ts';

export const cardZhTW: CardWords = {
  name: '金融晶片卡',
  slot: '機上盒卡槽',
  waiting: '等候插卡 · 剩餘 {time}',
  cancel: '取消付款',
  sight: {
    empty: {
      title: '請插入金融晶片卡',
      act: '晶片朝上，輕推到底。',
      state: '讀卡機已連線',
    },
    'no-reader': {
      title: '找不到讀卡機',
      act: '請檢查讀卡機是否插好，插好後會自動繼續。',
      state: '讀卡機未連線',
    },
    held: {
      title: '讀卡機正被占用',
      act: '機上盒的其他程式正在使用讀卡機，空出後會自動繼續。',
      state: '讀卡機被占用',
    },
    forbidden: {
      title: '讀卡機不允許使用',
      act: '機上盒的設定不允許使用讀卡機，請致電客服。',
      state: '讀卡機未獲允許',
    },
    unavailable: {
      title: '讀卡機沒有反應',
      act: '正在自動重試讀卡機。等候較久時，請把它重新插拔一次。',
      state: '讀卡機沒有反應',
    },
    mute: {
      title: '卡片沒有反應',
      act: '請取出卡片，晶片朝上，重新插到底。',
      state: '卡片可能插反了',
    },
    used: {
      title: '請先取出這張卡',
      act: '取出後換一張卡，或晶片朝上重新插入。',
      state: '卡片還在卡槽裡',
    },
    reading: { title: '正在讀卡', act: '請稍候，很快就好。', state: '卡片已插入' },
  },
  beside: {
    held: '另一台讀卡機正被其他程式占用',
    unavailable: '另一台讀卡機沒有反應',
  },
  doNotRemove: '付款完成前請勿取出卡片。',
  allow: {
    title: '沒有可用的讀卡機',
    act: '請插好讀卡機。已插好時請按「允許」。',
    run: '允許',
  },
  ports: '讀卡機介面：{ports}',
};
