import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { operationsOf } from '../../../contract/operations.ts';
import { rowsIn } from '../../../store/rowList.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import { chainRows } from '../../tsp/books/store/historyStore.ts';
import type { Role } from '../../tsp/controls/desk.ts';
import { ACCOUNTS, opsFixture, PASSWORD, TODAY, USER } from '../ops.fixture.ts';
import { deskCase } from '../rows.fixture.ts';
import { CASE_STEPS, EXPORTS, MATRIX } from './matrix.ts';
import type { OperationId, Schemas } from './opsTypes.ts';

const ROLES: readonly Role[] = ['clerk', 'supervisor', 'auditor'];
const ORDER = '01KATESTRDER00000000000000';
const CASE = 'C20261123-0001';

const step = { step: 'assign', revision: 3, reason: 'mine' };
/** A successful call of each operation. */
const CALLS: { readonly [Id in OperationId]: readonly [string, string, number, object?] } = {
  signIn: ['POST', '/sessions', 201, { user: 'chen', password: PASSWORD }],
  getToday: ['GET', '/today', 200],
  find: ['GET', '/finds?text=4433', 200],
  getSubscriber: ['GET', '/subscribers/sub-1', 200],
  getFigures: ['GET', '/figures', 200],
  findOrders: ['GET', '/orders', 200],
  getOrderHistory: ['GET', `/orders/${ORDER}`, 404],
  getIncidents: ['GET', '/incidents/7K3-0D42', 200],
  getDoubts: ['GET', '/doubts', 200],
  getDays: ['GET', '/days', 200],
  getDay: ['GET', `/days/${TODAY}`, 200],
  settleDay: ['POST', '/days/20261122/settlement', 202],
  getDifferences: ['GET', '/days/20261122/differences', 200],
  getBatches: ['GET', '/batches', 200],
  getBatch: ['GET', '/batches/TG1-20261122-01', 404],
  getCases: ['GET', '/cases', 200],
  getCase: ['GET', `/cases/${CASE}`, 200],
  takeCaseStep: ['POST', `/cases/${CASE}/steps`, 200, step],
  findAudit: ['GET', '/audit', 200],
  verifyChains: ['POST', '/audit/verification', 200],
  getPool: ['GET', '/pool', 200],
  setPsam: ['PUT', '/pool/100000000001', 200, { drained: true, reason: 'r' }],
  getBoxes: ['GET', '/boxes', 200],
  getSwitches: ['GET', '/switches', 200],
  setSwitch: ['PUT', '/switches/attempts', 200, { on: false, reason: 'r' }],
  getBox: ['GET', '/boxes/STB-1', 200],
  setBox: ['PUT', '/boxes/STB-1', 200, { blocked: true, reason: 'r' }],
  exportList: ['GET', '/exports/orders', 200],
  // Last: it ends the session.
  signOut: ['DELETE', '/sessions', 204],
};
const OPERATIONS = Object.keys(CALLS) as OperationId[];

async function fixtureWithCase() {
  const fixture = opsFixture();
  await fixture.write(deskCase(CASE, { state: 'PROPOSED', revision: 3, proposedBy: 'chen' }));
  return fixture;
}

test('the matrix has exactly the operations of the contract', () => {
  const listed = operationsOf('ops').map(({ operationId }) => operationId);
  expect(Object.keys(MATRIX).sort()).toEqual([...listed].sort());
  expect(Object.keys(CALLS).sort()).toEqual([...listed].sort());
});

test('docs/operate/operator-roles.md is the matrix', () => {
  const page = readFileSync('docs/operate/operator-roles.md', 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => /^\| (?!operation|step|list)\w+( \| [^|]+){3} \|$/.test(line));
  const cells = (may: readonly Role[] | 'anyone') =>
    ROLES.map((role) =>
      may === 'anyone' ? 'before signing in' : may.includes(role) ? 'yes' : '–',
    ).join(' | ');
  const tables = [MATRIX, CASE_STEPS, EXPORTS].flatMap((table) => Object.entries(table));
  expect(rows).toEqual(tables.map(([name, may]) => `| ${name} | ${cells(may)} |`));
});

test.each(ROLES)('a %s may call what the matrix says, and nothing else', async (role) => {
  const fixture = await fixtureWithCase();
  const { call, session } = await fixture.signIn(USER[role]);
  const allowed: OperationId[] = [];
  for (const id of OPERATIONS) {
    const [method, path, status, body] = CALLS[id];
    const may = MATRIX[id];
    const before = await fixture.bytes();
    const reply = await call<Schemas['Problem']>(method, path, body);
    if (may === 'anyone' || may.includes(role)) {
      expect([id, reply.status]).toEqual([id, status]);
      if (may !== 'anyone') allowed.push(id);
    } else {
      expect([id, reply.status, reply.body.code]).toEqual([id, 403, 'role.forbidden']);
      expect(await fixture.bytes()).toBe(before);
    }
  }
  expect([...session.may].sort()).toEqual(allowed.sort());
});

test.each(OPERATIONS)('signed out, %s opens nothing and changes nothing', async (id) => {
  if (id === 'signIn') return expect(MATRIX.signIn).toBe('anyone');
  const fixture = await fixtureWithCase();
  const [method, path, , body] = CALLS[id];
  const before = await fixture.bytes();
  const reply = await fixture.out.call(method, path, body);
  expect(reply.body).toMatchObject({ status: 401, code: 'auth.required' });
  expect(await fixture.bytes()).toBe(before);
});

test('a person without the right is refused before the request is read', async () => {
  const fixture = await fixtureWithCase();
  const { call } = await fixture.signIn('chen');
  const reply = await call('PUT', '/switches/attempts', { nonsense: true });
  expect(reply.body).toMatchObject({ status: 403, code: 'role.forbidden' });
  expect((await fixture.out.call('PUT', '/switches/attempts', { nonsense: 1 })).status).toBe(401);
});

test.each(
  Object.entries(CASE_STEPS).flatMap(([name, may]) =>
    ROLES.map((role) => [role, name, may.includes(role)] as const),
  ),
)('a %s takes the step %s: %s', async (role, name, may) => {
  const fixture = await fixtureWithCase();
  const { post, get } = await fixture.signIn(USER[role]);
  const before = await fixture.bytes();
  const reply = await post(`/cases/${CASE}/steps`, { ...step, step: name });
  expect(reply.status).toBe(may ? 200 : 403);
  expect(fixture.told).toEqual(may ? [`${USER[role]} ${name} ${CASE}`] : []);
  if (!may) expect(await fixture.bytes()).toBe(before);
  const shown = await get<Schemas['Case']>(`/cases/${CASE}`);
  if (!may) expect(shown.body.may).not.toContain(name);
});

test.each(ROLES)('a %s gets as a file only what this role may look at', async (role) => {
  const { signIn } = opsFixture();
  const { get } = await signIn(USER[role]);
  for (const [name, may] of Object.entries(EXPORTS)) {
    expect([name, (await get(`/exports/${name}`)).status]).toEqual([
      name,
      may.includes(role) ? 200 : 403,
    ]);
  }
});

test('an auditor who tries everything leaves every byte as it was, but for a note of each look at a person', async () => {
  const fixture = await fixtureWithCase();
  const { call } = await fixture.signIn('zhao');
  const audit = () => fixture.room.transaction((tx) => rowsIn(tx, chainRows<AuditEvent>('audit')));
  const known = (await audit()).length;
  const bytes = async () =>
    (await fixture.bytes()).replace(/^tsp\/audit(-head|\/).*$/gm, '').trim();
  const before = await bytes();
  for (const id of OPERATIONS) {
    const [method, path, , body] = CALLS[id];
    if (id !== 'signIn' && id !== 'signOut') await call(method, path, body);
  }
  expect(await bytes()).toBe(before);
  const added = (await audit()).slice(known).map(({ entry }) => `${entry.who} ${entry.what}`);
  expect(added).toEqual(['zhao subscriber.found', 'zhao subscriber.looked']);
  expect(fixture.told).toEqual([]);
});

test('what a role may do follows the account, not the session', async () => {
  const fixture = await fixtureWithCase();
  const { token } = await fixture.signIn('li');
  const demoted = ACCOUNTS.map((account) =>
    account.user === 'li' ? { ...account, role: 'clerk' as const } : account,
  );
  const { ops } = opsFixture({ store: fixture.store, accounts: demoted });
  const headers = { Authorization: `Bearer ${token}` };
  const { status } = await ops.fetch(new Request('http://ops/ops/v1/audit', { headers }));
  expect(status).toBe(403);
});
