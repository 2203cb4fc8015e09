import type { LockWords } from './lockZhCN.ts';

export const lockZhTW: LockWords = {
  pin: '請輸入兒童鎖密碼',
  payAct: '這筆繳費是 {amount}，需要密碼才能繼續。',
  ownAct: '變更兒童鎖之前，請先輸入目前的密碼。',
  how: '用遙控器的數字鍵，或螢幕上的按鍵輸入。',
  newPin: '設定兒童鎖密碼',
  newAct: '請輸入 4 到 6 位數字，並請記住。',
  again: '請再輸入一次',
  againAct: '請再輸入相同的密碼。',
  erase: '刪除',
  done: '確定',
  forgot: '忘記密碼',
  checking: '正在核對',
  short: '密碼是 4 到 6 位數字。',
  wrong: '密碼不對，還可以試 {tries} 次。',
  differs: '兩次輸入不一樣，請重新設定。',
  notKept: '這台機上盒沒有存下來，請致電客服。',
  wait: '請稍後再試',
  waitAct: '密碼輸錯的次數太多。時間到了可以再試，或致電客服。',
  waitLeft: '還要等 {time}',
  reset: '忘記密碼',
  resetAct:
    '請致電客服 {hotline}，告知機上盒末四碼 {id} 和驗證碼 {challenge}，再輸入客服告訴您的 8 位解鎖碼。',
  resetWrong: '解鎖碼不對，請核對後再輸入。',
  limit: '多少錢以上要密碼',
  limitAct: '不超過這個金額的繳費，不用輸入密碼。',
};
