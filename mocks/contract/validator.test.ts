import { expect, test } from 'vitest';
import { compiler } from './compiler.ts';
import { operationsOf, type Party, serverPrefix } from './operations.ts';
import { type CheckedRequest, createValidator } from './validator.ts';

const ORDER = '01HF7YAT31JZECA3K2V2W6E9QX';
const { checkRequest, checkResponse } = createValidator();

const request = (method: string, pathAndQuery: string, body?: unknown, headers = {}) => {
  const [path = '', query] = pathAndQuery.split('?');
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: new Headers(headers),
    body,
  } satisfies CheckedRequest;
};

const hold = { orderId: ORDER, subscriberId: 's1', items: [{ serviceId: 'basic', months: 12 }] };
const record = {
  terminalNo: '000000000001',
  terminalSequence: '00000001',
  cardSerial: '00061998081700000030',
  issuer: '1111222233330006',
  applicationType: '03',
  transactionType: '06',
  amountFen: 28600,
  balanceBeforeFen: 30000,
  balanceAfterFen: 1400,
  cardSequence: '0001',
  overdraftFen: 0,
  date: '20261123',
  time: '203912',
  tac: 'B3A0D49C',
  mac2Verified: true,
  keyVersion: '01',
  algorithmId: '00',
  keyIndex: '01',
  random: '00112233',
  merchant: 'CABLE',
  orderId: ORDER,
};
const batch = {
  count: 1,
  totalFen: 28600,
  sha256: 'A'.repeat(64),
  cutoff: '2026-11-23T23:30:00+08:00',
  records: [record],
};

test.each<[Party, CheckedRequest, string, Record<string, string>]>([
  ['boss', request('POST', '/holds', hold), 'hold', {}],
  ['boss', request('post', '/holds', hold), 'hold', {}],
  ['boss', request('GET', `/orders/${ORDER}`), 'getOrder', { orderId: ORDER }],
  [
    'boss',
    request('GET', '/catalogue?subscriberId=s1&limit=100&category=pay%2Dtv'),
    'getCatalogue',
    {},
  ],
  [
    'boss',
    request('GET', '/catalogue/4%6B?subscriberId=s1'),
    'getCatalogueService',
    { serviceId: '4k' },
  ],
  [
    'ppp',
    request('PUT', '/batches/A1-20261123-01', batch),
    'putBatch',
    { batchId: 'A1-20261123-01' },
  ],
  ['ppp', request('GET', '/blacklist'), 'getBlacklist', {}],
  [
    'tsp',
    request('POST', `/orders/${ORDER}/cancel`, {}, { 'idempotency-key': '12345678' }),
    'cancelOrder',
    { orderId: ORDER },
  ],
])('%s takes %o', (party, good, operationId, params) => {
  expect(checkRequest(party, good)).toEqual({ ok: true, operationId, params });
});

const cancel = `/orders/${ORDER}/cancel`;
test.each<[Party, CheckedRequest, 400 | 404 | 405, string, string]>([
  ['boss', request('GET', '/nowhere'), 404, 'path', 'path: /nowhere is not in the boss contract'],
  ['boss', request('GET', '/orders/%E0%A4%A'), 404, 'path', 'is not in the boss contract'],
  [
    'boss',
    request('PATCH', `/holds/${ORDER}`),
    405,
    'method',
    'method: PATCH, expected GET, DELETE',
  ],
  ['boss', request('GET', '/orders/1'), 400, 'orderId', 'orderId: "1", expected pattern'],
  ['boss', request('GET', `/holds/${ORDER}`, {}), 400, 'body', 'body: getHold takes none'],
  ['boss', request('POST', '/holds'), 400, 'body', 'body: missing, expected a JSON object'],
  ['boss', request('POST', '/holds', '{'), 400, 'body', 'body: "{", expected object'],
  [
    'boss',
    request('POST', '/holds', { ...hold, x: 1 }),
    400,
    'x',
    'x: not a field of the contract',
  ],
  [
    'boss',
    request('POST', '/holds', { ...hold, items: [{ serviceId: 'a', months: 0 }] }),
    400,
    'items[0].months',
    'items[0].months: 0, expected >= 1',
  ],
  [
    'boss',
    request('POST', '/holds', { ...hold, items: [{ months: 1 }] }),
    400,
    'items[0].serviceId',
    'items[0].serviceId: missing',
  ],
  ['boss', request('GET', '/catalogue'), 400, 'subscriberId', 'subscriberId: missing'],
  [
    'boss',
    request('GET', '/catalogue?subscriberId=s1&limit=101'),
    400,
    'limit',
    'limit: 101, expected <= 100',
  ],
  [
    'boss',
    request('GET', '/catalogue?subscriberId=s1&limit=1e1'),
    400,
    'limit',
    'limit: "1e1", expected integer',
  ],
  [
    'boss',
    request('GET', '/catalogue?subscriberId=s1&page=2'),
    400,
    'page',
    'page: not a query parameter of getCatalogue',
  ],
  [
    'boss',
    request('GET', '/catalogue?subscriberId=s1&subscriberId=s2'),
    400,
    'subscriberId',
    'subscriberId: given twice, expected once',
  ],
  ['tsp', request('GET', '/orders?open=2'), 400, 'open', 'open: "2", expected one of 1'],
  ['tsp', request('POST', cancel, {}), 400, 'Idempotency-Key', 'Idempotency-Key: missing'],
  [
    'ppp',
    request('PUT', '/batches/A1-20261123-01', { ...batch, cutoff: '2026-11-23' }),
    400,
    'cutoff',
    'cutoff: "2026-11-23", expected format "date-time"',
  ],
  [
    'ppp',
    request('PUT', '/batches/A1-20261123-01', {
      ...batch,
      records: [{ ...record, tac: 'b3a0d49c' }],
    }),
    400,
    'records[0].tac',
    'records[0].tac: (string, not shown), expected pattern',
  ],
])('%s refuses %o', (party, wrong, status, field, message) => {
  const verdict = checkRequest(party, wrong);
  expect(verdict).toMatchObject({ ok: false, status, field });
  expect(!verdict.ok && verdict.message).toContain(message);
});

const problem = { type: 'about:blank', title: 'No', status: 404, code: 'hold.none' };

test.each<[Party, string, number, unknown]>([
  ['boss', 'releaseHold', 204, undefined],
  ['boss', 'getOrder', 200, { orderId: ORDER, state: 'NONE', newField: 1 }],
  ['boss', 'getHold', 404, problem],
  ['ppp', 'getSettlement', 200, { date: '20261123', count: 0, totalFen: 0 }],
])('%s may answer %s with %i', (party, operationId, status, body) => {
  expect(checkResponse(party, operationId, status, body)).toEqual({ ok: true });
});

test.each<[Party, string, number, unknown, string]>([
  ['boss', 'getOrder', 200, { orderId: ORDER }, 'getOrder 200: state: missing'],
  ['boss', 'getOrder', 200, undefined, 'getOrder 200: body: undefined, expected object'],
  [
    'boss',
    'getOrder',
    200,
    { orderId: ORDER, state: 'MAYBE' },
    'state: "MAYBE", expected one of NONE',
  ],
  [
    'boss',
    'getOrder',
    201,
    { orderId: ORDER, state: 'NONE' },
    'getOrder answered 201, expected 200',
  ],
  ['boss', 'releaseHold', 204, {}, 'releaseHold 204: has a body, expected none'],
  ['boss', 'getHold', 404, { ...problem, code: 'gone' }, 'code: "gone", expected one of'],
  ['boss', 'getHold', 409, problem, 'status: 404, expected 409'],
  ['boss', 'getAll', 200, {}, 'getAll is not in the boss contract'],
])('%s may not answer %s with %i %o', (party, operationId, status, body, message) => {
  const verdict = checkResponse(party, operationId, status, body);
  expect(verdict.ok).toBe(false);
  expect(!verdict.ok && verdict.message).toContain(message);
});

test('every schema of every operation compiles, references to other files too', () => {
  const compile = compiler();
  let count = 0;
  for (const party of ['tsp', 'boss', 'ppp'] as const) {
    for (const { body, parameters, responses } of operationsOf(party)) {
      const pointers = [body, ...parameters.map(({ pointer }) => pointer), ...responses.values()];
      for (const pointer of pointers) {
        if (pointer === null) continue;
        expect(compile(party, pointer)(Symbol('nothing JSON'))).toBe(false);
        count += 1;
      }
    }
  }
  expect(count).toBeGreaterThan(90);
});

test('the servers are mounted under their major version', () => {
  expect(serverPrefix('boss')).toBe('/boss/v1');
});

test('a value that is nested too deep to be written down is refused like any other', () => {
  const deep = JSON.parse('['.repeat(30_000) + ']'.repeat(30_000));
  expect(checkRequest('tsp', request('POST', '/telemetry', deep))).toMatchObject({
    ok: false,
    status: 400,
    field: 'body',
  });
});

test.each([
  ['a field', '/telemetry', (name: string) => ({ portalVersion: '1', counters: {}, [name]: 1 })],
  ['a key', '/telemetry', (name: string) => ({ portalVersion: '1', counters: { [name]: 'x' } })],
  ['a query parameter', '/orders', undefined],
] as const)(
  '%s with a name of the sender is told short, and without what could be another line',
  (_what, path, bodyOf) => {
    const name = `x\nALARM: the disk \u001b[31mfailed ${'y'.repeat(9_000)}`;
    const query = bodyOf ? '' : `?${new URLSearchParams({ [name]: '1' })}`;
    const verdict = checkRequest(
      'tsp',
      request(bodyOf ? 'POST' : 'GET', path + query, bodyOf?.(name)),
    );
    expect(verdict).toMatchObject({ ok: false, status: 400 });
    const { field } = verdict as { field: string };
    expect(field).toMatch(/^[\w.[\]?-]{1,60}$/);
  },
);
