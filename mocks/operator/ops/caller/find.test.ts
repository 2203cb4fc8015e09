import { expect, test } from 'vitest';
import { rowsIn } from '../../../store/rowList.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import { listAttempt, putAttempt } from '../../tsp/books/store/attemptStore.ts';
import { chainRows } from '../../tsp/books/store/historyStore.ts';
import { addIncident } from '../../tsp/books/store/incidentStore.ts';
import { markFound, markPast, putOrder } from '../../tsp/books/store/orderStore.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { NOW, opsFixture, type Write } from '../ops.fixture.ts';
import { attemptRow, deskCase, idOf, orderRow, paidOrder } from '../rows.fixture.ts';

type Finds = Schemas['Finds'];

async function fixtureWith(...writes: readonly Write[]) {
  const fixture = opsFixture();
  await fixture.write(...writes);
  const client = await fixture.signIn('chen');
  const finds = async (text: string) =>
    (await client.get<Finds>(`/finds?text=${encodeURIComponent(text)}`)).body;
  /** `receipt 2`: what was found, and by which number of an order. */
  const found = async (text: string) =>
    (await finds(text)).groups.flatMap(({ kind, finds: list }) =>
      list.map(
        (one) =>
          `${kind} ${one.orderId?.slice(-6).replace(/^0+/, '') ?? one.stbId ?? one.subscriberId}`,
      ),
    );
  return { ...fixture, ...client, finds, found };
}

const CODE = '7K3-0D42';
const three: readonly Write[] = [
  paidOrder(1),
  paidOrder(2, { stbId: 'STB-2', subscriberId: 'sub-2', ref: CODE }),
  paidOrder(3, { state: 'ACTIVATING' }),
];

test.each([
  ['7k3 Od42', ['code 2']],
  ['７Ｋ３－０Ｄ４２', ['code 2']],
  ['2026 1123 0000 0002', ['receipt 2']],
  ['2O26-ll23-0000-0002', ['receipt 2']],
  [idOf(2).toLowerCase(), ['order 2']],
  ['c20261123 7', ['case 3']],
  ['4433', ['card 3', 'card 2', 'card 1']],
  ['4433 26.00', ['card 3', 'card 2', 'card 1']],
  ['4433 26.01', []],
  ['尾号4433，26元', ['card 3', 'card 2', 'card 1']],
  ['晓明', ['name sub-1']],
  ['2107', ['smartCard sub-1']],
  ['stb1', ['box STB-1']],
  ['stb-2', ['box STB-2']],
  ['sub-2', ['subscriber sub-2']],
  ['nobody knows it', []],
])('%s finds %j', async (text, numbers) => {
  const { found } = await fixtureWith(...three, deskCase('C20261123-0007', { orderId: idOf(3) }));
  expect(await found(text)).toEqual(numbers);
});

test('a find has what a person needs to choose, and where it leads', async () => {
  const { finds } = await fixtureWith(...three);
  expect(await finds(CODE)).toEqual({
    tried: ['code', 'incident', 'smartCard', 'telephone', 'subscriber', 'box'],
    boss: 'answered',
    groups: [
      {
        kind: 'code',
        isMore: false,
        finds: [
          {
            subscriberId: 'sub-2',
            name: '陈*',
            stbId: 'STB-2',
            orderId: idOf(2),
            ref: CODE,
            service: { 'zh-CN': '基本收视', en: 'Basic' },
            amountFen: 2_600,
            at: '2026-11-23T20:36:09+08:00',
            state: 'COMPLETED',
            cardTail: '4433',
            receiptNo: '20261123 00000002',
          },
        ],
      },
    ],
  });
});

test('an attempt is found by its own number, with the box and the card it was made with', async () => {
  const order = orderRow(5, { state: 'IN_DOUBT' });
  const attempt = attemptRow(order, { stbId: 'STB-7', cardTail: '9876' });
  const { finds } = await fixtureWith((tx) => {
    putOrder(tx, order);
    putAttempt(tx, attempt);
  });
  expect((await finds(attempt.attemptId)).groups).toMatchObject([
    { kind: 'attempt', finds: [{ orderId: order.orderId, stbId: 'STB-7', cardTail: '9876' }] },
  ]);
});

test('an order that a card tried to pay twice is one find', async () => {
  const order = orderRow(6);
  const { found } = await fixtureWith((tx) => {
    putOrder(tx, order);
    for (const letter of ['A', 'B']) {
      const attempt = attemptRow(order, { attemptId: `${order.orderId.slice(0, 25)}${letter}` });
      putAttempt(tx, attempt);
      listAttempt(tx, attempt);
    }
  });
  expect(await found('4433')).toEqual(['card 6']);
});

test('of many the newest twenty, and that there are more', async () => {
  const { finds } = await fixtureWith(...Array.from({ length: 25 }, (_, n) => paidOrder(n + 1)));
  const [group] = (await finds('4433')).groups;
  expect(group?.finds).toHaveLength(20);
  expect(group?.isMore).toBe(true);
  expect(group?.finds[0]?.orderId).toBe(idOf(25));
});

test('while BOSS is silent, what the platform knows is found, and that BOSS is missing is said', async () => {
  const { finds, households } = await fixtureWith(...three);
  households.is = 'silent';
  expect(await finds('王')).toMatchObject({ boss: 'silent', groups: [] });
  expect(await finds('sub-2')).toMatchObject({
    boss: 'silent',
    groups: [{ kind: 'subscriber', finds: [{ subscriberId: 'sub-2', name: '陈*' }] }],
  });
  expect(await finds('STB-2')).toMatchObject({
    groups: [{ kind: 'box', finds: [{ stbId: 'STB-2' }] }],
  });
});

test('a case about money of no known order is found, and leads to no subscriber', async () => {
  const { finds } = await fixtureWith(deskCase('C20261123-0008'));
  const [group] = (await finds('C20261123-0008')).groups;
  expect(group?.finds).toEqual([
    { caseNo: 'C20261123-0008', amountFen: 2_600, at: '2026-11-23T20:36:00+08:00' },
  ]);
});

test('a whole card number is refused, and is nowhere in the answer', async () => {
  const { get } = await fixtureWith();
  const { status, text } = await get('/finds?text=6222021234567890128');
  expect([status, text.includes('6222021234567890128')]).toEqual([400, false]);
});

test('who was shown is in the audit, what was typed is not', async () => {
  const { finds, room } = await fixtureWith(...three);
  await finds('晓明');
  await finds('4433');
  await finds('??');
  const rows = await room.transaction((tx) => rowsIn(tx, chainRows<AuditEvent>('audit')));
  const notes = rows.flatMap(({ entry }) => (entry.what === 'subscriber.found' ? [entry] : []));
  expect(notes.map(({ who, note }) => [who, note])).toEqual([
    ['chen', 'name: sub-1'],
    ['chen', 'card, smartCard, telephone, subscriber, box: sub-1 sub-2'],
    ['chen', 'nothing: nobody'],
  ]);
});

test('a code that is no order is what the viewer was shown, and leads to whose box it is', async () => {
  const { finds } = await fixtureWith(...three, async (tx) => {
    const row = { code: 'ABC-DEF1', at: NOW, heardAt: NOW, money: 'untouched' as const };
    await addIncident(tx, { ...row, list: 'box', stbId: 'STB-2', cause: 'offline', step: 'home' });
    await addIncident(tx, {
      ...row,
      list: 'platform',
      stbId: 'STB-1',
      subscriberId: 'sub-1',
      cause: 'card.insufficient',
    });
  });
  const { groups } = await finds('abc defl');
  expect(
    groups.map(({ kind, finds: list }) => [
      kind,
      list.map((one) => `${one.subscriberId} ${one.incident?.what['zh-CN']}`).sort(),
    ]),
  ).toEqual([
    [
      'incident',
      ['sub-1 卡里电子钱包的余额不够', 'sub-2 在首页：机顶盒没有连上网络（机顶盒报告）'],
    ],
  ]);
});

test('a search among a hundred thousand orders reads no more rows than among a hundred', async () => {
  const reads = async (orders: number) => {
    let seen = 0;
    const fixture = opsFixture({
      wrap: (store) => ({
        ...store,
        transaction: (work) => store.transaction(work),
        room: (name) => {
          const room = store.room(name);
          return {
            ...room,
            transaction: (work) =>
              room.transaction((tx) =>
                work({
                  ...tx,
                  get: (key) => {
                    seen += 1;
                    return tx.get(key);
                  },
                  list: async (prefix, options) => {
                    const rows = await tx.list(prefix, options);
                    seen += rows.length;
                    return rows as never;
                  },
                  put: (key, value) => tx.put(key, value),
                  delete: (key) => tx.delete(key),
                }),
              ),
          };
        },
      }),
    });
    await fixture.room.transaction(async (tx) => {
      for (let n = 1; n <= orders; n++) {
        const order = orderRow(n, { ref: CODE });
        const attempt = attemptRow(order, { amountFen: n === 1 ? 2_600 : 9_900 });
        putOrder(tx, order);
        markFound(tx, order);
        markPast(tx, order, '2026-11');
        putAttempt(tx, attempt);
        listAttempt(tx, attempt);
      }
    });
    const { get } = await fixture.signIn('chen');
    seen = 0;
    for (const text of [CODE, '4433 99.00', 'sub-1', 'STB-1']) {
      await get(`/finds?text=${encodeURIComponent(text)}`);
    }
    return seen;
  };
  const [few, many] = [await reads(1_000), await reads(4_000)];
  expect(many).toBe(few);
});
