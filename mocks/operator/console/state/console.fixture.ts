/** A fake platform that answers `/ops/v1` with samples of everything the console shows, and remembers the requests. */
import { blockedBox, boxes } from './boxSamples.fixture.ts';
import { finds, subscriberPage } from './callerSamples.fixture.ts';
import { day, differences } from './daySample.fixture.ts';
import type * as Ops from './opsTypes.ts';
import { at } from './sampleTime.fixture.ts';

export { NOW } from './sampleTime.fixture.ts';

import { sampleHistory, sampleOrders } from './orderSamples.fixture.ts';

const HOURS = [1, 0, 0, 0, 0, 0, 1, 6, 14, 22, 31, 28, 24, 19, 17, 21, 25, 38, 61, 84, 102, 47];

export const session = (role: Ops.OperatorSession['operator']['role']): Ops.OperatorSession => ({
  token: 'ab'.repeat(32),
  operator: { user: 'wang', name: '王芳', role },
  may: [
    'settleDay',
    'takeCaseStep',
    'findAudit',
    'verifyChains',
    'setPsam',
    'setSwitch',
    'setBox',
    'exportList',
  ],
  expiresAt: at(-480),
});

const today: Ops.Today = {
  date: '20261123',
  asOf: at(0),
  paid: { count: 541, totalFen: 14_806_650 },
  failed: 37,
  successRate: 541 / 578,
  medianMs: 2_310,
  hours: HOURS.map((paid, index) => ({
    hour: (23 + index) % 24,
    paid,
    paidFen: paid * 2_600,
    failed: Math.round(paid / 15),
  })),
  endings: [
    { code: 'card.insufficient', count: 19 },
    { code: 'card.removed', count: 7 },
    { code: 'card.unsupported', count: 5 },
    { code: 'psam.busy', count: 4 },
    { code: 'hsm.unavailable', count: 2 },
  ],
  doubts: { count: 3, totalFen: 57_200, oldestAt: at(31 * 60) },
  backlog: { count: 2, totalFen: 5_200, oldestAt: at(4) },
  cases: { count: 5, totalFen: 74_100, oldestAt: at(5 * 1440) },
  toApprove: 2,
  pool: { total: 24, free: 17, leased: 4, out: 3, waiting: 0 },
  health: {
    boss: { state: 'slow', lastAnswerAt: at(0), medianMs: 1_840 },
    ppp: { state: 'up', lastAnswerAt: at(12), medianMs: 96 },
    hsm: { state: 'up', lastAnswerAt: at(0), medianMs: 7 },
  },
  switches: [],
  watchedBoxes: 2,
};

const row = (caseNo: string, more: Partial<Ops.CaseSummary> = {}): Ops.CaseSummary => ({
  caseNo,
  kind: 'doubt-aged',
  state: 'OPEN',
  version: 1,
  amountFen: 28_600,
  orderId: '01KASAMPLE000000000000ORD1',
  attemptId: '01KASAMPLE000000000000ATT1',
  openedAt: at(300),
  ageDays: 0,
  ...more,
});

const cases: Ops.CaseSummary[] = [
  row('C20261118-0001', {
    kind: 'claim-rejected',
    state: 'EVIDENCE',
    ageDays: 5,
    assignee: 'chen',
    openedAt: at(5 * 1440),
  }),
  row('C20261120-0002', {
    state: 'PROPOSED',
    ageDays: 3,
    assignee: 'chen',
    decision: 'notDebited',
    proposedBy: 'chen',
  }),
  row('C20261123-0001', { kind: 'credit-refused', amountFen: 4_800 }),
];

const oneCase: Ops.Case = {
  case: { ...cases[1]! },
  note: '三天没有插回卡片',
  revision: 4,
  steps: [
    { at: at(200), who: 'chen', step: 'assign', reason: '我来处理' },
    {
      at: at(120),
      who: 'chen',
      step: 'evidence',
      reason: '用户带卡到网点，日志中没有这一笔；余额 1000.00 元未变。',
    },
    {
      at: at(90),
      who: 'chen',
      step: 'propose',
      decision: 'notDebited',
      reason: '卡片日志没有记录',
    },
  ],
  decisions: ['debited', 'notDebited'],
  previews: [
    {
      decision: 'notDebited',
      postings: [
        {
          kind: 'release',
          orderId: '01KASAMPLE000000000000ORD1',
          attemptId: '01KASAMPLE000000000000ATT1',
          amountFen: 28_600,
          debit: 'suspense_order',
          credit: 'suspense_receivable',
        },
      ],
      asks: [{ what: 'RELEASE_HOLD' }],
      opens: [],
      needsBossWord: false,
      digest: 'AB'.repeat(32),
    },
  ],
  proposedDigest: 'AB'.repeat(32),
  may: ['approve', 'refuse'],
};

const pool: Ops.PoolView = {
  waiting: 0,
  psams: (['free', 'leased', 'drained', 'dead', 'locked', 'free'] as const).map((state, index) => ({
    terminalNo: `01002000000${index + 1}`,
    issuer: '1040020000010001',
    applicationType: '02',
    keyVersions: ['01'],
    state,
    lastUsedAt: at(index * 7),
    ...(state === 'leased' ? { leaseUntil: at(-0.4) } : {}),
  })),
};

const answers: Readonly<Record<string, unknown>> = {
  'GET /today': today,
  'GET /orders': { orders: sampleOrders },
  'GET /doubts': {
    doubts: [
      {
        orderId: sampleOrders[0]!.orderId,
        attemptId: 'A1',
        ref: '8KQ2',
        amountFen: 28_600,
        cardTail: '0018',
        stbId: 'STB-00A1B2C3D4',
        terminalNo: '010020000002',
        since: at(31 * 60),
        cause: 'timeout',
      },
    ],
  },
  'GET /days': {
    days: [
      { date: '20261123', state: 'open', tsp: today.paid, differences: 0, unexplained: 0 },
      {
        date: '20261122',
        state: 'explained',
        tsp: day.tsp,
        boss: day.boss,
        ppp: day.ppp,
        differences: 15,
        unexplained: 0,
        open: 5,
      },
      {
        date: '20261121',
        state: 'waiting',
        tsp: { count: 990, totalFen: 25_000_000 },
        differences: 4,
        unexplained: 2,
      },
      {
        date: '20261120',
        state: 'settled',
        tsp: { count: 1_003, totalFen: 25_410_000 },
        boss: { count: 1_003, totalFen: 25_410_000 },
        ppp: { count: 1_003, totalFen: 25_410_000 },
        differences: 2,
        unexplained: 0,
        open: 0,
        receivable: { count: 2, totalFen: 57_200 },
      },
    ],
  },
  'GET /days/20261122': day,
  'POST /days/20261122/settlement': { ...day, state: 'running' },
  'GET /days/20261122/differences': { differences },
  'GET /batches': {
    batches: [
      {
        batchId: 'CITYCABLE-20261122-01',
        date: '20261122',
        state: 'DONE',
        count: 1_012,
        totalFen: 27_318_400,
        accepted: 1_011,
        rejected: 1,
        sha256: 'C0DE'.repeat(16),
      },
    ],
  },
  'GET /finds': finds,
  'GET /subscribers/S-10001': subscriberPage,
  'GET /cases': { cases },
  'GET /cases/C20261120-0002': oneCase,
  'GET /audit': {
    events: [
      {
        number: 1207,
        at: at(1),
        who: 'wang',
        what: 'case.approve',
        orderId: sampleOrders[0]!.orderId,
        note: 'C20261120-0002',
        from: 'PROPOSED',
        to: 'APPROVED',
        hash: '9F'.repeat(32),
      },
    ],
  },
  'POST /audit/verification': {
    audit: { rows: 1207, head: '9F'.repeat(32) },
    ledger: { rows: 640, head: '3A'.repeat(32) },
  },
  'GET /pool': pool,
  'GET /switches': {
    switches: [
      { name: 'attempts', on: true },
      { name: 'batches', on: false, since: at(50), who: 'wang', reason: 'PPP 维护' },
    ],
  },
  'GET /boxes': boxes,
  'GET /boxes/STB-00A1B2C3D4': blockedBox,
};

/** Makes the fake. `asked` gets one line for each request. Paths without a sample are answered with a 404 problem. */
export function fakeOps(asked: string[] = []) {
  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname.replace('/ops/v1', '');
    const call = `${request.method} ${path}`;
    asked.push(`${call}${url.search}`);
    if (call === 'POST /sessions') return Response.json(session('supervisor'), { status: 201 });
    if (call === 'DELETE /sessions') return new Response(null, { status: 204 });
    const value = path.startsWith('/orders/') ? sampleHistory : answers[call];
    if (value !== undefined) return Response.json(value);
    const problem = {
      type: 'about:blank',
      title: 'not there',
      status: 404,
      code: 'request.not_found',
    };
    return Response.json(problem, { status: 404 });
  };
}
