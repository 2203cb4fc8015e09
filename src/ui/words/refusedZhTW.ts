import type { RefusedWords } from './refusedZhCN.ts';

export const refusedZhTW: RefusedWords = {
  money: {
    untouched: '本次沒有扣款。',
    unknown: '扣款結果尚未確認，請勿再次繳費。',
    taken: '款項已經支付，請勿再次繳費。',
  },
  title: { unknown: '付款結果待確認', taken: '這筆款項已經支付' },
  unsettled: {
    unknown: '請稍後在繳費紀錄中查看結果，或致電客服。',
    taken: '請在繳費紀錄中查看，或致電客服。',
  },
  back: '返回',
  retry: {
    again: '現在重試',
    otherCard: '換一張卡',
    showCard: '看插卡圖解',
    insertAgain: '重新插卡',
    quoteAgain: '重新報價',
    chooseAgain: '重新選擇',
    payAgain: '重新付款',
    goOn: '繼續付款',
    history: '查看繳費紀錄',
    payArrears: '補繳欠費 {amount}',
    fewer: '改繳 {months} · {amount}',
    resumeWish: '繼續辦理',
    later: '稍後再試',
    leave: '返回首頁',
  },
  failure: {
    'order-rejected': { title: '暫時無法辦理', act: '請稍後再試，或致電客服。' },
    'quote-expired': { title: '報價已過期', act: '請按 OK 重新報價，再確認一次。' },
    'quote-changed': { title: '價格有變動', act: '請按 OK 重新報價，核對新的金額。' },
    'already-paying': {
      title: '這項服務正在繳費',
      act: '另一台機上盒或上一次繳費還沒有結束，請稍後再看。',
    },
    'already-paid': {
      title: '這項服務已經繳過費',
      act: '可能還在開通，可在繳費紀錄中查看，不必再繳。',
    },
    'card-not-accepted': { title: '不支援這張卡', act: '請換一張有電子錢包的金融晶片卡。' },
    'balance-too-small': { title: '卡片餘額不足', act: '請換一張卡，或儲值後再來。' },
    'card-blocked': { title: '這張卡已被鎖定', act: '請換一張卡，或致電客服。' },
    'card-expired': { title: '這張卡已過有效期限', act: '請換一張卡，並聯絡發卡銀行。' },
    'card-unfinished': {
      title: '這張卡有一筆繳費未完成',
      act: '請到原來的機上盒上插卡，或致電客服。',
    },
    'card-unreadable': {
      title: '卡片無法讀取',
      act: '請擦拭晶片，晶片朝上，重新插到底。',
    },
    'card-removed': { title: '卡片被取出', act: '請重新插卡，付款完成前不要取出。' },
    'reader-lost': { title: '讀卡機已中斷連線', act: '請插好讀卡機，再按 OK。' },
    'reader-held': { title: '讀卡機正被占用', act: '其他程式正在使用，請稍等一會兒，再按 OK。' },
    'card-wait-over': { title: '等候插卡逾時', act: '準備好卡片後，按 OK 繼續。' },
    'platform-busy': { title: '系統正忙', act: '請稍等一會兒，再按 OK。' },
    'card-refused-debit': { title: '卡片拒絕了扣款', act: '請換一張卡，或致電客服。' },
    'not-charged': { title: '已查明：沒有扣款', act: '可以放心重新付款。' },
    cancelled: { title: '繳費已取消', act: '需要時可以重新選擇。' },
    'boss-down': { title: '業者系統暫時無法連線', act: '請稍後再試，或致電客服。' },
    paused: { title: '繳費暫停中', act: '請稍後再來，或致電客服。' },
    offline: { title: '網路沒有連上', act: '請檢查網路線，或稍後再試。' },
    'box-silent': { title: '機上盒沒有回應', act: '請稍後再試。一直如此時請致電客服。' },
    'box-refused': {
      title: '這台機上盒無法繳費',
      act: '請致電客服核對機上盒，也可到服務中心繳費。',
    },
    'portal-outdated': { title: '繳費程式需要更新', act: '請將機上盒關機再開機，更新後再來。' },
    internal: { title: '系統發生問題', act: '請稍後再試，或致電客服並告知查詢代碼。' },
  },
  reason: {
    'period.overlaps': {
      title: '這段期間已經繳過',
      act: '所選期間與已繳的期間重疊，不必再繳，可以查看繳費紀錄。',
    },
    'period.not_allowed': {
      title: '不能依這個期間繳',
      act: '這項服務不能依所選期間繳費，請選擇其他期間。',
    },
    'service.stopped': {
      title: '這項服務不能在電視上繳',
      act: '這項服務已經停用，請到服務中心恢復，或致電客服。',
    },
    'area.not_covered': {
      title: '這項服務不能在電視上繳',
      act: '您所在的地區還沒有開放這項服務，詳情請致電客服。',
    },
    'arrears.first': {
      title: '先補繳欠費，再辦理',
      act: '請先繳清先前的欠費，再辦理這項服務。可到服務中心補繳，或致電客服。',
    },
    'arrears.none': { title: '欠費已經繳清', act: '現在沒有要補繳的欠費，可以接著辦理服務。' },
    'arrears.changed': {
      title: '欠費有變動',
      act: '帳單剛剛有變動，請按 OK 重新核對金額。',
    },
    'account.closed': {
      title: '這個帳戶不能在電視上繳',
      act: '您的帳戶已經終止，請到服務中心辦理，或致電客服。',
    },
    'hold.lapsed': { title: '辦理時間已過', act: '請按 OK 重新報價，再確認一次。' },
    'price.changed': { title: '價格有變動', act: '請按 OK 重新報價，核對新的金額。' },
  },
  arrears: '欠費從 {since} 起，一共 {amount}，要一次繳清，不能分開繳。只補繳也可以。',
  covered: '卡片裡的錢夠繳 {months}，可以改繳，也可以換一張卡。',
};
