/**
 * The shapes of all keys in the store: a state written by an older version must still open. Add a new shape here; a shape
 * that goes or changes needs a conversion of existing states first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom } from '../../mocks/environment/simulation.ts';
import { createDayKeeper } from '../../mocks/operator/backend/day/dayKeeper.ts';
import { pretendBoxes } from '../../mocks/operator/backend/pretendBoxes.ts';
import { openState } from '../../mocks/operator/backend/state/stateDirectory.ts';
import { demoBox } from '../../mocks/operator/boss/seed/seed.ts';
import { beginDemo } from '../../mocks/operator/demo/demoStore.ts';
import type { Schemas } from '../../mocks/operator/ops/base/opsTypes.ts';
import { createOps } from '../../mocks/operator/ops/createOps.ts';
import { createCallBook } from '../../mocks/operator/ops/figures/callBook.ts';
import { ACCOUNTS, clientOf, signInAt } from '../../mocks/operator/ops/ops.fixture.ts';
import { putCardBlock } from '../../mocks/operator/tsp/books/store/controlStore.ts';
import { type Box, createBox } from '../../mocks/operator/tsp/box.fixture.ts';
import { nodeCrypto } from '../../mocks/operator/tsp/nodeCrypto.fixture.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import type { Store } from '../../mocks/store/store.ts';
import type { Problem, Quote } from '../../src/tsp/tspTypes.ts';
import { D, type DayFixture, dayFixture, NEXT } from '../virtual/day.fixture.ts';

const SHAPES = `
boss/answered/<date>/<2 digits>
boss/boxes/<box>
boss/boxesOf/<subscriber>/<box>
boss/catalogue
boss/compared/<date>/<2 digits>
boss/counters/credits
boss/counters/orders
boss/day-books/<date>
boss/days/<date>/<ulid>
boss/dues/<subscriber>
boss/ends/<backwards>/box/<subscriber>/<box>
boss/ends/<backwards>/subscriber/<subscriber>/
boss/ends/<number>/smartCard/<subscriber>/
boss/ends/<number>/telephone/<subscriber>/
boss/findings/<date>/<9 digits>
boss/holds/<ulid>
boss/index
boss/names/<name>/<subscriber>
boss/orders/<ulid>
boss/past/<subscriber>/<service>
boss/pending/<subscriber>/<service>
boss/reported/<ulid>
boss/searchable
boss/service-numbers
boss/services/<6 digits>
boss/subscribers/<subscriber>
boss/subscriptions/<subscriber>/<service>
demonstration/begun
files/boss/in/done/<file>
files/boss/in/ready/<file>
files/boss/out/done/<file>
files/boss/out/ready/<file>
files/chunk/<10 digits>/<sequence>
files/half/boss/in/<file>
files/half/boss/out/<file>
files/half/ppp/in/<file>
files/half/ppp/out/<file>
files/last
files/ppp/in/done/<file>
files/ppp/in/ready/<file>
files/ppp/out/done/<file>
files/ppp/out/ready/<file>
host/beginning
host/boot
host/boxesGiven
host/firstDate
host/settled/<date>
ppp/batches/<batch>
ppp/blacklist/cards/<asn>
ppp/closed/<acquirer>/<date>
ppp/debits/<card>/<4 digits>
ppp/listed-factor/<factor>
ppp/settled-count/CITYCABLE/<date>
ppp/settled/CITYCABLE/<date>/<ulid>/<terminal>/<sequence>/<batch>/<number>
ppp/settlements/<date>
tsp/active/<subscriber>/<service>
tsp/answer/<box>/<key>
tsp/attempt/<ulid>
tsp/attemptOf/<ulid>/<ulid>
tsp/attemptOfTail/<4 digits>/<ulid>
tsp/attemptsListed
tsp/audit-head
tsp/audit/<12 digits>
tsp/auditOf/<ulid>/<12 digits>
tsp/awaited/<box>/<subscriber>/<ulid>
tsp/batch/<date>/<batch>
tsp/blacklist
tsp/blockedCard/<card>
tsp/box/<box>
tsp/callHour/<date>/<number>
tsp/cardAt/<card>/<box>
tsp/cardsIndexed
tsp/case/<case>
tsp/caseOn/<ulid>/<case>
tsp/caseOpen/<case>
tsp/claim/<date>/<ulid>
tsp/counter/case/<date>
tsp/counter/receipt/<date>
tsp/day/<date>
tsp/dayDebit/<date>/<ulid>/<ulid>
tsp/dayEnd/<date>/<ulid>
tsp/dayOpen/<date>
tsp/dayWork/<date>
tsp/debitOf/<number>/<card>
tsp/difference/<date>/<class>/<ulid>
tsp/doubt/<ms>/<ulid>
tsp/due/attempt/<ulid>
tsp/due/order/<ulid>
tsp/exchange/<ulid>/<6 digits>
tsp/exchanges/<ulid>
tsp/finding/<date>/boss-2/<9 digits>
tsp/finding/<date>/boss/<9 digits>
tsp/grace/<subscriber>
tsp/hadElsewhere/boss/<date>/<ulid>/<date>
tsp/having/boss/<ulid>/<date>/<date>/first
tsp/incident/<ref>/box/<ms>/<box>
tsp/incident/<ref>/door/<ms>/<box>
tsp/incident/<ref>/platform/<ms>/<box>
tsp/incidentAge/box/<ms>/<ref>/<ms>/<box>
tsp/incidentAge/door/<ms>/<ref>/<ms>/<box>
tsp/incidentAge/platform/<ms>/<ref>/<ms>/<box>
tsp/incidentCount/box
tsp/incidentCount/door
tsp/incidentCount/platform
tsp/incidentOf/box/<box>/<ms>/<ref>/<ms>/<box>
tsp/incidentOf/door/<box>/<ms>/<ref>/<ms>/<box>
tsp/incidentOf/platform/<box>/<ms>/<ref>/<ms>/<box>
tsp/lacking/boss/<ulid>/first
tsp/lacking/boss/<ulid>/second
tsp/lateDebit/<date>/<ulid>/<ulid>
tsp/ledger-head
tsp/ledger/<12 digits>
tsp/ledgerOf/<ulid>/<12 digits>
tsp/limit/attempts/<box>
tsp/limit/cards/<card~subscriber>
tsp/limit/households/<subscriber>
tsp/limit/macRefusals/<box>
tsp/limit/quotes/<box>
tsp/month/<subscriber>/<month>/<ulid>
tsp/months/<subscriber>/<month>
tsp/number/<card>/<number>/<ulid>
tsp/open/<subscriber>/<ulid>
tsp/operatorLock/<hex>
tsp/operatorLock/unknown/<hash>
tsp/operatorSession/<hex>
tsp/order/<ulid>
tsp/orderOfAmount/<9 digits>/<ulid>
tsp/orderOfBox/<box>/<ulid>
tsp/orderOfReceipt/<receipt>
tsp/orderOfRef/<ref>/<ulid>
tsp/ordersIndexed
tsp/outbox/ACTIVATE/<ulid>
tsp/outbox/CREDIT/<ulid>
tsp/outbox/GRACE/<ulid>
tsp/outbox/RELEASE_HOLD/<ulid>
tsp/paidUpTo/<card>
tsp/past/<subscriber>/<ulid>
tsp/psam/<terminal>
tsp/refused/<date>/<card>/<box>
tsp/seen/<ms>/<number>
tsp/session/<hex>
tsp/switch/batches
tsp/terminal/<terminal>/<sequence>
tsp/unsettled/<card>/<ulid>
`;

const KINDS: readonly (readonly [shape: RegExp, name: string])[] = [
  [/^[0-9A-HJKMNP-TV-Z]{26}$/, 'ulid'],
  [/^20\d{6}$/, 'date'],
  [/^20\d\d-\d\d$/, 'month'],
  [/^20\d{6} \d{8}$/, 'receipt'],
  [/^(basic|broadband300|film4k|games|karaoke|kids|music|opera|sport|vod)$/, 'service'],
  [/^(DAY_EDGE|IN_DOUBT_OPEN|MISSING_AT_[A-Z]+)$/, 'class'],
  [/^C20\d{6}-\d{4}$/, 'case'],
  [/^[A-Z]+-20\d{6}-\d\d$/, 'batch'],
  [/^(DZ|FH|PP|PR|QS)\S+$/, 'file'],
  [/^STB-[\w-]+$/, 'box'],
  [/^[0-9A-Z]{3}-[0-9A-Z]{4}$/, 'ref'],
  [/^[0-9a-f]{24,31}$/, 'key'],
  [/^[0-9A-Z]{26}%3A\w+$/, 'key'],
  [/^sub-[\w-]+$/, 'subscriber'],
  [/^(%[0-9A-F]{2})+$/, 'name'],
  // The folded number of a box or subscriber, from its last letter to the first.
  [/^[0-9A-Z]+B(TS|US)$/, 'backwards'],
  [/^\d{13}$/, 'ms'],
  [/^[0-9A-Fa-f]{32,}$/, 'hex'],
  [/^\d{20}$/, 'asn'],
  [/^\d{16}\.\d{16}\.\d\d$/, 'card'],
  [/^\d{16}\.\d{16}\.\d\d~sub-[\w-]+$/, 'card~subscriber'],
  [/^\d{16}$/, 'factor'],
  [/^01\d{10}$/, 'terminal'],
  [/^01020000$/, 'acquirer'],
  [/^[0-9A-F]{8}$/, 'sequence'],
  [/^[0-9A-F]{3}$/, 'hash'],
  [/^\d+$/, 'number'],
];

/** The shape of a key, like `tsp/order/<ulid>`: values become names, fixed parts stay. */
function shapeOf(key: string): string {
  const part = (text: string) => {
    const kind = KINDS.find(([shape]) => shape.test(text))?.[1];
    // Padded, so that rows lie in the order of their numbers: one of another length would lie elsewhere.
    if (kind === 'number' && /^0\d/.test(text)) return `<${text.length} digits>`;
    return kind === undefined ? text : `<${kind}>`;
  };
  return key.split('/').map(part).join('/');
}

/** Notes every key that is ever written, also those of rows that are deleted later. */
function watched(store: Store, seen: Set<string>, under = ''): Store {
  return {
    transaction: (work) =>
      store.transaction((tx) =>
        work({
          get: (key) => tx.get(key),
          list: (prefix, options) => tx.list(prefix, options),
          delete: (key) => tx.delete(key),
          put(key, value) {
            seen.add(shapeOf(under + key));
            tx.put(key, value);
          },
        }),
      ),
    room: (name) => watched(store.room(name), seen, `${under}${name}/`),
    clear: () => store.clear(),
  };
}

/** A refusal, one at the door, and what a box tells. */
async function incidents({ operator, time }: DayFixture, box: Box): Promise<void> {
  const code = (await box.get<Problem>('/services/none')).problem.ref;
  (await createBox(time, operator.doors.tsp, 'STB-unknown', demoBox.key).open()).problem;
  const at = new Date(time.clock.now()).toISOString();
  const told = { code, at, step: 'service', cause: 'service.not_found', money: 'untouched' };
  const body = { incidents: [{ ...told, portalVersion: '0.1.0' }] };
  expect((await box.post('/incidents', body)).status).toBe(204);
}

/** Payments that are opened, delayed, rejected, credited, torn and lost; and two settled days. */
async function twoDays(day: DayFixture): Promise<void> {
  const { operator, time } = day;
  const box = createBox(time, operator.doors.tsp, demoBox.stbId, demoBox.key);
  (await box.open()).value;
  const items = [{ serviceId: 'games', months: 1 }];
  (await box.post<Quote>('/quotes', { items })).value;
  await incidents(day, box);
  await day.pays('basic');
  // BOSS takes its time, then rejects another order for good.
  operator.boss.faults.pendingAsks = 2;
  await day.pays('kids');
  await time.advance(600_000);
  operator.boss.faults.rejectActivation = 'service.stopped';
  await day.pays('opera');
  operator.boss.faults.rejectActivation = null;
  const refused = await day.pays('sport', false, '00062226000000000026');
  await box.open();
  (
    await box.post(`/attempts/${refused.attemptId}/report`, {
      statusWord: '9302',
      answers: 'command',
    })
  ).value;
  const torn = await day.pays('film4k', false, '00062226000000000034');
  await time.advance(200_000);
  await day.store.room('tsp').transaction(async (tx) =>
    putCardBlock(tx, `${'9'.repeat(16)}.${'9'.repeat(16)}.02`, {
      since: 0,
      who: 'tsp',
      reason: 'two of it',
    }),
  );
  await day.settle(D);
  await time.advance(86_400_000);
  await torn.tell();
  await operator.ppp.blacklistCard('00062226000000000019');
  await day.settle(D);
  // BOSS is asked and answers once more: its findings lie beside those of the answer before.
  for (let again = 0; again < 2; again++) {
    await time.advance(12 * 3_600_000);
    await day.settle(D);
  }
  await day.settle(NEXT);
  // This debit is never reported, so it becomes a case.
  await day.pays('music', false);
  await time.advance(4 * 86_400_000);
}

async function peopleAtWork({ operator, time, store }: DayFixture): Promise<void> {
  const ops = createOps({
    environment: {
      ...time,
      random: seededRandom(3),
      crypto: nodeCrypto,
      log: () => {},
    },
    store,
    tsp: operator.tsp,
    settle: async () => ({}),
    accounts: ACCOUNTS,
    passwords: {
      verify: async (password, hash) => hash === `plain ${password}`,
      hash: async (password) => `plain ${password}`,
    },
  });
  const calls = createCallBook(
    { environment: { clock: time.clock, log: () => {} }, store, businessDate: () => D },
    ['report'],
  );
  calls.note({ operationId: 'report', tookMs: 3 });
  await calls.flush();
  for (const user of ['chen', 'nobody-there']) {
    await clientOf(ops.fetch).post('/sessions', { user, password: 'wrong password' });
  }
  const li = await signInAt(ops.fetch, 'li');
  const reason = 'to see where it is kept';
  const { psams } = (await li.get<{ psams: Schemas['PsamView'][] }>('/pool')).body;
  await li.put(`/pool/${psams[0]!.terminalNo}`, { drained: true, reason });
  await li.put('/switches/batches', { on: false, reason });
  await li.put(`/boxes/${demoBox.stbId}`, { blocked: true, reason });
}

async function hostAtWork({ time, store, operator }: DayFixture): Promise<void> {
  const keeper = createDayKeeper({
    environment: { ...time, random: seededRandom(2), crypto: nodeCrypto, log: () => {} },
    store,
    cutOff: '233000',
    businessDate: () => operator.tsp.businessDate(),
    settle: async () => true,
    hourly: async () => {},
  });
  await keeper.tick();
  await time.advance(86_400_000);
  await keeper.tick();
  const box = new Request('http://host/pretend/box', { method: 'POST' });
  await pretendBoxes(store, { households: 0, id: 'a' })(box);
  const head = { format: 1, now: 0, households: 0, psams: 0, chips: {} } as const;
  await beginDemo(store, { head, rows: [] }, 0);
}

test('every row has the key it always had', async () => {
  const seen = new Set<string>();
  const day = await dayFixture({ store: watched(memoryStore(), seen) });
  await twoDays(day);
  await peopleAtWork(day);
  await hostAtWork(day);
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  const state = await openState({ folder, reset: false });
  const rows = await state.store.transaction((tx) => tx.list(''));
  await state.close();
  rmSync(folder, { recursive: true });
  for (const { key } of rows) seen.add(shapeOf(key));
  // Both new and missing shapes show here.
  expect([...seen].sort()).toEqual(SHAPES.trim().split('\n'));
});
