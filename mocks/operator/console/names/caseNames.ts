/**
 * Cases in words: what each kind is about, what each step is, what each decision means. What a decision posts is told
 * by the platform.
 */
import type { Label } from '../state/language.ts';
import type {
  CaseKind,
  CaseState,
  CaseStepName,
  Decision,
  DecisionPreview,
} from '../state/opsTypes.ts';
import type { Named } from './stateNames.ts';

export const caseStates: Readonly<Record<CaseState, Named>> = {
  OPEN: ['待领取', 'Open', 'warn'],
  ASSIGNED: ['已领取', 'Assigned', 'info'],
  EVIDENCE: ['取证中', 'Evidence', 'info'],
  PROPOSED: ['待复核', 'To approve', 'warn'],
  APPROVED: ['已复核', 'Approved', 'info'],
  POSTED: ['已入账', 'Posted', 'info'],
  CLOSED: ['已关闭', 'Closed', 'good'],
};

interface KindWords {
  readonly name: Label;
  /** What happened, and what to look for. */
  readonly about: Label;
}

export const caseKinds: Readonly<Record<CaseKind, KindWords>> = {
  'doubt-aged': {
    name: ['存疑超期', 'Doubt too old'],
    about: [
      '卡片一直没有插回，无法证明扣没扣款。请用户带卡到网点读卡，或向发卡行查询流水。',
      'The card never came back, so nothing proves the debit either way. Have the card read at a counter, or ask its bank for the log.',
    ],
  },
  'log-record': {
    name: ['仅有卡片日志', 'The log alone shows it'],
    about: [
      '机顶盒读到的卡片日志里有这笔扣款，但没有签名（MAC2）。日志可以伪造：先与银联对账或验卡，再下结论。',
      'The card’s log, as its box read it out, shows the debit, but no signature (MAC2) does. A log can be invented: ask UnionPay or examine the card before deciding.',
    ],
  },
  'passed-over': {
    name: ['未证实，已放行', 'Unproven, passed over'],
    about: [
      '这张卡在别的机顶盒付了款，但它的日志说明不了先前这一笔。先前的机顶盒可能冒用卡号：查这台机顶盒和卡片，再下结论。用户若确实被扣，须补办或退款。',
      'The card paid at another box, though its log could not show what became of this earlier payment. Its box may have named a card it never had: look at the box and the card, then decide. If the debit was real, its holder has paid for nothing so far.',
    ],
  },
  'card-blocked': {
    name: ['卡片已停用', 'Card blocked'],
    about: [
      '两人决定停用，或同一序号有两个正确的 MAC2（两张卡用同一个密钥）：备注里写明。由两人决定是否恢复。',
      'Two people blocked it, or two right MAC2s exist for one number (two cards with one key): the note says which. Two people may release it.',
    ],
  },
  'evidence-conflict': {
    name: ['证据矛盾', 'Evidence conflicts'],
    about: [
      '卡片说的与平台已知的不符。先核对卡片日志与终端流水，再下结论。',
      'What the card says contradicts what the platform knows. Compare the card’s log with the terminal’s before deciding.',
    ],
  },
  'activation-stuck': {
    name: ['开通未决', 'Activation stuck'],
    about: [
      '已扣款，BOSS 一直没有说是否开通。先向 BOSS 查证，再补记、退款或确认已开通。',
      'Paid, and BOSS never said whether the service is open. Ask BOSS first; then credit, refund, or confirm.',
    ],
  },
  'credit-refused': {
    name: ['补记被拒', 'Credit refused'],
    about: [
      'BOSS 既不能开通也不收补记，款项要退给用户。退款需要银行流水号。',
      'BOSS can neither open the service nor take the credit: the money goes back by bank transfer.',
    ],
  },
  'surplus-refused': {
    name: ['重复扣款补记被拒', 'Second payment’s credit refused'],
    about: [
      '同一订单被扣了两次，多出的一笔 BOSS 不收补记，须退款。',
      'The order was paid twice and BOSS does not take the second amount as a credit: refund it.',
    ],
  },
  'credit-stuck': {
    name: ['补记未决', 'Credit stuck'],
    about: [
      'BOSS 没有说是否已补记。退款之前必须先查证，否则会退两次。',
      'BOSS never said whether it booked the credit. Ask before refunding, or the money goes back twice.',
    ],
  },
  'no-tac': {
    name: ['缺少 TAC', 'No TAC'],
    about: [
      '只有卡片日志证明扣款，没有 TAC，需要人工向 PPP 请款。',
      'Only the card’s log proves the debit; without a TAC it must be claimed from the PPP by hand.',
    ],
  },
  'service-stopped': {
    name: ['业务已停', 'Service stopped'],
    about: [
      'PPP 拒绝请款，按设定由 BOSS 停了业务。卡片确已扣款：正确的 TAC 出现后自动恢复；否则补记或退款。',
      'The PPP refused the claim and, as set, BOSS stopped the service. The card was debited: a right TAC opens it again by itself; otherwise credit or refund it.',
    ],
  },
  'claim-rejected': {
    name: ['请款被拒', 'Claim rejected'],
    about: [
      'PPP 拒绝了这笔请款。除非设定停业务，用户的业务不受影响；核对记录后重新请款，或核销。',
      'The PPP refused this claim. The subscriber keeps the service, unless it is set to be stopped; check the record, then claim again or write it off.',
    ],
  },
  'missing-at-boss': {
    name: ['BOSS 缺记录', 'Missing at BOSS'],
    about: [
      'TSP 已扣款而 BOSS 没有这一单，自动补送后仍然没有。',
      'Paid at the TSP, unknown at BOSS, even after it was sent again.',
    ],
  },
  'missing-at-tsp': {
    name: ['TSP 缺记录', 'Missing at TSP'],
    about: [
      'BOSS 开通了而 TSP 没有对应的扣款：人工开通，或报告丢失。',
      'Open at BOSS without a debit at the TSP: opened by hand, or a report was lost.',
    ],
  },
  'missing-at-ppp': {
    name: ['PPP 缺记录', 'Missing at PPP'],
    about: [
      'TSP 的扣款不在 PPP 的清算里，重新入批后仍然没有。',
      'A debit of the TSP is not in the PPP’s settlement, even after another batch.',
    ],
  },
  'unknown-at-tsp': {
    name: ['TSP 不知的扣款', 'Unknown at TSP'],
    about: [
      'PPP 有一笔平台从未授权的扣款。终端号已冻结；立即上报。',
      'The PPP has a debit this platform never authorised. The terminal is frozen; raise the alarm at once.',
    ],
  },
  'amount-diff': {
    name: ['金额不符', 'Amounts differ'],
    about: [
      '两边金额不一样，以卡片扣款为准。',
      'The sides have different amounts; what the card paid is right.',
    ],
  },
  duplicate: {
    name: ['重复记录', 'Duplicate'],
    about: ['同一笔出现两次，保留第一笔。', 'The same debit twice; the first one stands.'],
  },
  'state-diff': {
    name: ['状态不符', 'States differ'],
    about: [
      '一边说完成，另一边说拒绝。已问过双方，仍不一致。',
      'One side says done, the other rejected; both were asked and still differ.',
    ],
  },
  'total-only': {
    name: ['只有合计不符', 'Only totals differ'],
    about: [
      '明细一致而合计不同，核对对方的文件。',
      'Rows agree and totals do not: look at the other side’s file.',
    ],
  },
};

export const caseSteps: Readonly<
  Record<CaseStepName, { readonly name: Label; readonly ask: Label }>
> = {
  assign: { name: ['领取', 'Take it'], ask: ['备注', 'Note'] },
  evidence: { name: ['补充证据', 'Add evidence'], ask: ['证据', 'The evidence'] },
  propose: { name: ['提出方案', 'Propose'], ask: ['理由', 'Reason'] },
  approve: { name: ['复核通过', 'Approve'], ask: ['复核意见', 'Why it is right'] },
  refuse: { name: ['退回', 'Refuse'], ask: ['退回原因', 'Why it goes back'] },
  reopen: { name: ['重新打开', 'Reopen'], ask: ['重开原因', 'Why it is opened again'] },
};

export const decisions: Readonly<
  Record<Decision, { readonly name: Label; readonly about: Label }>
> = {
  debited: {
    name: ['认定已扣款', 'It was debited'],
    about: [
      '按已扣款处理：这笔钱付了订单；订单已另行支付的，退回用户。',
      'Treated as paid: the money pays for the order, or goes back where another payment did.',
    ],
  },
  notDebited: {
    name: ['认定未扣款', 'It was not debited'],
    about: [
      '按未扣款处理：不再等这张卡，不向 PPP 请款。',
      'Treated as not paid: the card is not waited for any more, and nothing is claimed.',
    ],
  },
  followSignature: {
    name: ['以签名为准', 'Follow the signature'],
    about: [
      '卡片的 MAC2 证明扣的是这一笔：照此入账、请款；此前由人认定的另一笔改为未扣款，已为它提供的服务或款项计入损失。',
      'The card’s MAC2 proves this debit: it is booked and claimed. The other one, which people called debited, was not; what was given for it is a loss.',
    ],
  },
  credit: {
    name: ['补记到账户', 'Credit the account'],
    about: [
      '款项记入用户在 BOSS 的账户，以后缴费可用。',
      'The amount goes to the subscriber’s account at BOSS, for later bills.',
    ],
  },
  refund: {
    name: ['银行退款', 'Refund by bank'],
    about: [
      '款项经银行退给用户，须填银行流水号。',
      'The amount goes back by bank transfer, whose reference is needed.',
    ],
  },
  writeOff: {
    name: ['核销', 'Write it off'],
    about: [
      '金额计入损失，不再追收。',
      'The amount becomes a loss; nobody is asked for it any more.',
    ],
  },
  rework: {
    name: ['重新请款', 'Claim again'],
    about: [
      '记录进入下一个批次，再次向 PPP 请款。',
      'The record goes into the next batch and is claimed again.',
    ],
  },
  blockCard: {
    name: ['停用卡片', 'Block the card'],
    about: [
      '这张卡不能再开始支付；工单继续处理，另开“卡片已停用”工单，由两人恢复。',
      'The card can begin no payment any more. The case goes on; two people release the card in the case that this opens.',
    ],
  },
  releaseCard: {
    name: ['恢复卡片', 'Release the card'],
    about: ['这张卡又可以支付；账不变。', 'The card may pay again; the books stay as they are.'],
  },
  explained: {
    name: ['原因已明，无须记账', 'Explained, nothing to book'],
    about: ['原因写进工单，账不变。', 'The cause is written down; the books stay as they are.'],
  },
};

/** What an approval only asks for. It is done, and posted, when the other side has answered. */
export const asks: Readonly<Record<DecisionPreview['asks'][number]['what'], Label>> = {
  ACTIVATE: ['请 BOSS 开通', 'BOSS is asked to open the service'],
  ACTIVATE_AGAIN: ['请 BOSS 再次开通', 'BOSS is asked to open the service again'],
  CREDIT: [
    '请 BOSS 补记，BOSS 接受后才入账',
    'BOSS is asked to credit it; booked once BOSS has taken it',
  ],
  SURPLUS_CREDIT: [
    '请 BOSS 补记多付的一笔，BOSS 接受后才入账',
    'BOSS is asked to credit the second payment; booked once BOSS has taken it',
  ],
  STOP_SERVICE: ['请 BOSS 停业务', 'BOSS is asked to stop the service'],
  RELEASE_HOLD: ['请 BOSS 释放预占', 'BOSS is told to let its hold go'],
  GRACE: ['请 BOSS 暂不停服务', 'BOSS is asked not to cut the service yet'],
  CLAIM: ['进入下一批次，向 PPP 请款', 'Claimed from the PPP in the next batch'],
};
