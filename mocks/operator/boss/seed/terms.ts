/** The terms and the refund rule of each category of services. */

/** Chinese, English. */
export type Words = readonly [string, string];

export const categories = {
  basic: ['基本收视', 'Basic TV'],
  pay: ['付费频道', 'Pay channels'],
  vod: ['互动点播', 'On demand'],
  broadband: ['宽带', 'Broadband'],
  extra: ['增值服务', 'Extras'],
} as const satisfies Record<string, Words>;

type ByCategory = Readonly<Record<keyof typeof categories, Words>>;

export const terms: ByCategory = {
  basic: [
    '每户一台主机，副机另计。到期不会自动续费，到期未续将停止收视。',
    'One main box per household, further boxes are charged apart. Never renewed automatically; without renewal viewing stops.',
  ],
  pay: [
    '须先开通数字电视基本收视。到期不会自动续费。频道内容以播出方安排为准。',
    'Needs basic TV. Never renewed automatically. The broadcasters decide what is shown.',
  ],
  vod: [
    '须使用双向机顶盒。用卡缴费到期不会自动续费；开了按月续费的从账户扣，可随时取消。个别新片另行计费，点播前会有提示。',
    'Needs a two-way box. What is paid by card is never renewed automatically; a monthly renewal is charged to the account and may be cancelled at any time. Some new films are charged apart, with a notice beforehand.',
  ],
  broadband: [
    '装机地址须已通光纤。用卡缴费到期不会自动续费；开了按月续费的从账户扣，取消须到营业厅还回路由器。到期后保留账号三十天。',
    'The address must have fibre. What is paid by card is never renewed automatically; a monthly renewal is charged to the account and ends at a counter, where the router is given back. The account is kept for thirty days.',
  ],
  extra: [
    '每户一份，家中各台机顶盒均可使用。到期不会自动续费。',
    'One per household, for every box in it. Never renewed automatically.',
  ],
};

export const refundRules: ByCategory = {
  basic: [
    '未开始的整月可退至电视账户，已开始的月份不退。',
    'Whole months that have not begun are credited to the TV account; a month that has begun is not.',
  ],
  pay: [
    '支付后七天内未收看可全额退至电视账户，其后按剩余整月退。',
    'Unwatched within seven days: credited in full. Later: by whole months left.',
  ],
  vod: [
    '支付后七天内未点播可全额退至电视账户，其后按剩余整月退。',
    'Unused within seven days: credited in full. Later: by whole months left.',
  ],
  broadband: [
    '按剩余整月退至电视账户，提前退订无违约金。',
    'Whole months left are credited to the TV account, without a penalty.',
  ],
  extra: ['按剩余整月退至电视账户。', 'Whole months left are credited to the TV account.'],
};
