import type { Translated } from './fill.ts';

export const lockZhCN = {
  pin: '请输入儿童锁密码',
  payAct: '这笔缴费是 {amount}，需要密码才能继续。',
  ownAct: '更改儿童锁之前，请先输入现在的密码。',
  how: '用遥控器的数字键，或屏幕上的按键输入。',
  newPin: '设置儿童锁密码',
  newAct: '请输入 4 到 6 位数字，并请记住。',
  again: '请再输入一次',
  againAct: '请再输入同样的密码。',
  erase: '删除',
  done: '确定',
  forgot: '忘记密码',
  checking: '正在核对',
  short: '密码是 4 到 6 位数字。',
  wrong: '密码不对，还可以试 {tries} 次。',
  differs: '两次输入不一样，请重新设置。',
  notKept: '这台机顶盒没有存下来，请致电客服。',
  wait: '请稍后再试',
  waitAct: '密码输错的次数太多。到时间后可以再试，或致电客服。',
  waitLeft: '还要等 {time}',
  reset: '忘记密码',
  resetAct:
    '请致电客服 {hotline}，报出机顶盒尾号 {id} 和校验号 {challenge}，再输入客服告诉您的 8 位解锁码。',
  resetWrong: '解锁码不对，请核对后再输入。',
  limit: '多少钱以上要密码',
  limitAct: '不超过这个金额的缴费，不用输入密码。',
} as const;

export type LockWords = Translated<typeof lockZhCN>;
