/** The console's interface over its own store, with a desk that records its calls and a clock that stands still. */

import { createHash } from 'node:crypto';
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import { fail, ok } from '../../../src/shared/result.ts';
import { checked } from '../../contract/checked.ts';
import { memoryStore } from '../../store/memoryStore.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { businessDate } from '../tsp/base/businessDate.ts';
import { getCase } from '../tsp/books/store/caseStore.ts';
import { nextCount } from '../tsp/books/store/historyStore.ts';
import { readBox } from '../tsp/controls/boxes.ts';
import type { Desk, DeskRefusal, PsamView, Role } from '../tsp/controls/desk.ts';
import type { Household, Households } from '../tsp/controls/households.ts';
import { nodeCrypto } from '../tsp/nodeCrypto.fixture.ts';
import { virtualTime } from '../tsp/virtualTime.fixture.ts';
import type { Account, OpsSetup, OpsTsp, Passwords, Schemas } from './base/opsTypes.ts';
import { createOps } from './createOps.ts';

/** Monday, 23 November 2026, 20:36 in China. */
export const NOW = Date.parse('2026-11-23T20:36:00+08:00');
export const TODAY = '20261123';
export const PASSWORD = 'right password';

export const ACCOUNTS: readonly Account[] = [
  { user: 'chen', name: '陈', role: 'clerk', passwordHash: `plain ${PASSWORD}` },
  { user: 'li', name: '李', role: 'supervisor', passwordHash: `plain ${PASSWORD}` },
  { user: 'wang', name: '王', role: 'supervisor', passwordHash: `plain ${PASSWORD}` },
  { user: 'zhao', name: '赵', role: 'auditor', passwordHash: `plain ${PASSWORD}` },
];
export const USER: { readonly [R in Role]: string } = {
  clerk: 'chen',
  supervisor: 'li',
  auditor: 'zhao',
};

/** Counts how often a password was really checked, and against which hash. */
function plainPasswords(): Passwords & { checks: number; against: string[] } {
  return {
    checks: 0,
    against: [],
    async verify(password, hash) {
      this.checks += 1;
      this.against.push(hash);
      return hash === `plain ${password}`;
    },
    hash: async (password) => `plain ${password}`,
  };
}

const PSAM: PsamView = {
  terminalNo: '100000000001',
  issuer: '1040020000010001',
  applicationType: '03',
  state: 'free',
};

const POSTING = {
  kind: 'debit',
  orderId: 'O1',
  attemptId: 'A1',
  amountFen: 2_600,
  debit: 'unionpay_receivable',
  credit: 'order_liability',
};

/** A desk that records its calls in `told`. With `refusal` it refuses everything. `extra` is in every row it shows. */
function fakeDesk(room: Store, told: string[], extra: object = {}) {
  const refuseWith: { refusal?: DeskRefusal } = {};
  async function done<T>(call: string, value: T) {
    if (refuseWith.refusal) return { ok: false as const, error: refuseWith.refusal };
    told.push(call);
    // Any write will do: tests check that a caller without the right leaves the bytes as they are.
    await room.transaction((tx) => nextCount(tx, 'case', call));
    return ok(value);
  }
  const find = (caseNo: string) => room.transaction((tx) => getCase(tx, caseNo));
  const desk: Desk = {
    findCase: find,
    decisionsFor: async () => ['debited', 'notDebited'],
    previewsFor: async () => [
      {
        decision: 'debited',
        postings: [{ ...POSTING, ...extra }],
        asks: [{ what: 'ACTIVATE', ...extra }],
        opens: ['no-tac'],
        needsBossWord: false,
        digest: 'AB'.repeat(32),
        ...extra,
      },
    ],
    stepsFor: async () => ['assign', 'propose', 'approve'],
    takeStep: async (person, caseNo, step) =>
      done(`${person.user} ${step.step} ${caseNo}`, (await find(caseNo))!),
    switches: async () => [
      { name: 'attempts', on: true },
      { name: 'batches', on: false, since: NOW, who: 'li', reason: 'PPP asks', ...extra },
    ],
    setSwitch: (person, name, on, reason) =>
      done(`${person.user} ${name} ${on} ${reason}`, { name, on }),
    pool: async () => ({
      psams: [PSAM, { ...PSAM, state: 'leased', ...extra }],
      waiting: 2,
    }),
    drainPsam: (person, terminalNo, drained, reason) =>
      done(`${person.user} ${terminalNo} ${drained} ${reason}`, PSAM),
    thawPsam: (person, terminalNo, reason) =>
      done(`${person.user} ${terminalNo} thaw ${reason}`, PSAM),
    box: async (stbId) => ({ ...(await room.transaction((tx) => readBox(tx, stbId))), ...extra }),
    watchedBoxes: async () => [
      {
        stbId: 'STB-7',
        blocked: false,
        watch: { since: NOW, lastAt: NOW, why: 'at two addresses at once', times: 2, ...extra },
        ...extra,
      },
    ],
    blockedBoxes: async () => [{ stbId: 'STB-8', blocked: true, since: NOW, who: 'li', ...extra }],
    setBox: (person, stbId, blocked, reason) =>
      done(`${person.user} ${stbId} ${blocked} ${reason}`, { stbId, blocked, since: NOW }),
  };
  return { desk, refuseWith };
}

const WANG = {
  subscriberId: 'sub-1',
  name: '王*明',
  accountTail: '8538 **** 2107',
  area: { 'zh-CN': '城东片区', en: 'East district' },
  status: 'active',
} as const;

/** BOSS as the platform asks it: it knows sub-1, with two boxes. `is` may be changed. */
function fakeHouseholds(): Households & { is: 'answering' | 'silent'; household: Household } {
  const fake = {
    is: 'answering' as 'answering' | 'silent',
    household: {
      subscriber: WANG,
      telephone: '110 **** 8899',
      boxes: [
        { stbId: 'STB-1', blocked: false },
        { stbId: 'STB-9', blocked: false },
      ],
      services: [
        {
          serviceId: 'basic',
          title: { 'zh-CN': '基本收视', en: 'Basic' },
          subscription: { state: 'active' as const, validTo: '2027-02-22' },
        },
      ],
      dues: [],
    } as Household,
    async find(by: { name?: string; tail?: string }) {
      if (fake.is === 'silent') return fail('silent' as const);
      const found = [
        ...(by.name !== undefined && '王晓明'.includes(by.name)
          ? [{ by: 'name' as const, subscriber: WANG }]
          : []),
        ...(by.tail !== undefined && '853820062107'.endsWith(by.tail)
          ? [{ by: 'smartCard' as const, subscriber: WANG }]
          : []),
        ...(by.tail !== undefined && 'STB1'.endsWith(by.tail)
          ? [{ by: 'box' as const, subscriber: WANG, stbId: 'STB-1' }]
          : []),
      ];
      return ok({ found, isMore: false });
    },
    async read(subscriberId: string) {
      if (fake.is === 'silent') return fail('silent' as const);
      return subscriberId === 'sub-1' ? ok(fake.household) : fail('unknown' as const);
    },
  };
  return fake;
}

function countingRandom() {
  let counter = 0;
  return {
    bytes(length: number): Bytes {
      const block = createHash('sha512').update(`ops ${counter++}`).digest();
      return concat(block.subarray(0, length));
    },
  };
}

interface Reply<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
}

/** Throws when request or answer breaks the contract. */
export function clientOf(fetch: (request: Request) => Promise<Response>, token?: string) {
  const wire = checked('ops', fetch, (message) => {
    throw new Error(message);
  });
  async function call<T>(method: string, path: string, body?: unknown): Promise<Reply<T>> {
    const headers = new Headers(token === undefined ? {} : { Authorization: `Bearer ${token}` });
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await wire(new Request(`http://ops/ops/v1${path}`, init));
    const text = await response.text();
    return {
      status: response.status,
      text,
      body: (text === '' ? undefined : JSON.parse(text)) as T,
    };
  }
  return {
    token,
    call,
    get: <T>(path: string) => call<T>('GET', path),
    post: <T>(path: string, body?: unknown) => call<T>('POST', path, body),
    put: <T>(path: string, body: unknown) => call<T>('PUT', path, body),
    delete: (path: string) => call('DELETE', path),
  };
}

export async function signInAt(
  fetch: (request: Request) => Promise<Response>,
  user: string,
  password = PASSWORD,
) {
  const session = await clientOf(fetch).post<Schemas['OperatorSession']>('/sessions', {
    user,
    password,
  });
  if (session.status !== 201) throw new Error(`${user} was not let in: ${session.text}`);
  return { ...clientOf(fetch, session.body.token), session: session.body };
}

/** Writes rows of the platform, by the typed writers of its store. */
export type Write = (tx: Transaction) => void | Promise<void>;

export function opsFixture(
  options: { wrap?: (store: Store) => Store; extra?: object } & Partial<
    Omit<OpsSetup, 'environment'>
  > = {},
) {
  const time = virtualTime(NOW);
  const logs: string[] = [];
  const told: string[] = [];
  const plain = memoryStore();
  const store = options.store ?? (options.wrap ? options.wrap(plain) : plain);
  const room = store.room('tsp');
  const { desk, refuseWith } = fakeDesk(room, told, options.extra);
  const passwords = plainPasswords();
  const households = fakeHouseholds();
  const health = { state: 'up', lastAnswerAt: NOW, medianMs: 12.4 } as const;
  const tsp: OpsTsp = {
    desk,
    households,
    businessDate: () => businessDate(time.clock.now(), '233000'),
    incidentsWritten: async () => {},
    health: () => ({ boss: health, ppp: { state: 'unknown' }, hsm: health }),
  };
  const setup: OpsSetup = {
    environment: {
      clock: time.clock,
      timers: time.timers,
      random: countingRandom(),
      crypto: nodeCrypto,
      log: (area: string, message: string) => logs.push(`${area} ${message}`),
    },
    tsp,
    settle: async () => ({}),
    accounts: ACCOUNTS,
    passwords,
    ...options,
    store,
  };
  const ops = createOps(setup);
  return {
    time,
    logs,
    told,
    store,
    room,
    refuseWith,
    passwords,
    households,
    setup,
    ops,
    out: clientOf(ops.fetch),
    signIn: (user: string) => signInAt(ops.fetch, user),
    /** Does the writes one after another, in one transaction. */
    write: (...writes: readonly Write[]) =>
      room.transaction(async (tx) => {
        for (const write of writes) await write(tx);
      }),
    /** Everything in the store except sessions and locks, as one text. */
    bytes: () =>
      store.transaction(async (tx) =>
        (await tx.list(''))
          .filter(({ key }) => !/^tsp\/operator(Session|Lock)/.test(key))
          .map(({ key, value }) => `${key} ${JSON.stringify(value)}`)
          .join('\n'),
      ),
  };
}
