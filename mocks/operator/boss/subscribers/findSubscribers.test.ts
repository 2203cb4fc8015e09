import { expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import { keys } from '../base/bossStore.ts';
import { bossFixture, SUBSCRIBER } from '../boss.fixture.ts';
import { householdsSeed } from '../seed/households.ts';

const found = async (query: string, fixture = bossFixture()) =>
  (await fixture.get(`/subscribers?${query}`)).body.found;
const WANG = {
  subscriberId: SUBSCRIBER,
  name: '王*明',
  accountTail: '8538 **** 2107',
  area: { 'zh-CN': '城东片区', 'zh-TW': '城東片區', en: 'East district' },
  status: 'active',
};

test.each(['王晓明', '晓明', '王', '明', ' 王 晓明 '])('a part of the name: %s', async (name) => {
  expect(await found(`name=${encodeURIComponent(name)}`)).toEqual([
    { by: 'name', subscriber: WANG },
  ]);
});

test('letters that are not next to each other are no part of a name', async () => {
  expect(await found(`name=${encodeURIComponent('王明')}`)).toEqual([]);
});

test.each([
  ['8899', ['telephone']],
  ['2107', ['smartCard', 'subscriber']],
  ['53820062107', ['smartCard']],
  ['SUB20062107', ['subscriber']],
  ['0B1C2D3C4', []],
])('the end of a number: %s', async (tail, by) => {
  const list: { by: string }[] = await found(`tail=${tail}`);
  expect(list.map((row) => row.by).sort()).toEqual(by);
});

test('a box by its end, with its own number', async () => {
  expect(await found('tail=A1B2C3D4')).toEqual([
    { by: 'box', subscriber: WANG, stbId: 'STB-00A1B2C3D4' },
  ]);
});

test('of many the first twenty, and that there are more', async () => {
  const fixture = bossFixture(householdsSeed(30));
  const { body } = await fixture.get(`/subscribers?name=${encodeURIComponent('李小红')}`);
  expect(body.found).toHaveLength(20);
  expect(body.isMore).toBe(true);
  const box = await fixture.get('/subscribers?tail=00000007');
  expect(box.body.isMore).toBe(false);
  expect(box.body.found.map((row: { by: string }) => row.by).sort()).toEqual([
    'box',
    'smartCard',
    'subscriber',
  ]);
});

test.each(['', 'name=%20', 'name=a&tail=1234'])('neither or both is refused: %s', async (query) => {
  expect((await bossFixture().get(`/subscribers?${query}`)).body.code).toBe('request.invalid');
});

test('a store of an older version is indexed before its first search', async () => {
  const store = memoryStore();
  const before = bossFixture(undefined, store);
  await before.get(`/subscribers/${SUBSCRIBER}`);
  await store.room('boss').transaction(async (tx) => {
    for (const prefix of ['names/', 'ends/', 'boxesOf/']) {
      for (const { key } of await tx.list(prefix)) tx.delete(key);
    }
    tx.delete(keys.searchable);
  });
  const fixture = bossFixture(undefined, store);
  expect(await found('tail=A1B2C3D4', fixture)).toHaveLength(1);
  const { body } = await fixture.get(`/subscribers/${SUBSCRIBER}/household`);
  expect(body.boxes).toHaveLength(3);
});

test('a household has boxes, services and bills, and a masked telephone', async () => {
  const { body } = await bossFixture().get(`/subscribers/${SUBSCRIBER}/household`);
  expect(body.subscriber).toEqual(WANG);
  expect(body.telephone).toBe('110 **** 8899');
  expect(body.boxes).toContainEqual({ stbId: 'STB-00A1B2C3FF', blocked: true });
  const states = body.services.map((s: { serviceId: string; subscription: { state: string } }) => [
    s.serviceId,
    s.subscription.state,
  ]);
  expect(states).toContainEqual(['kids', 'active']);
  expect(states).toContainEqual(['karaoke', 'expired']);
  expect(body.dues).toMatchObject([{ serviceId: 'basic', amountFen: 2600 }]);
});

test('an unknown household is not found', async () => {
  const { body } = await bossFixture().get('/subscribers/nobody/household');
  expect(body.code).toBe('subscriber.unknown');
});

test('a box that moved is found at its new household, and is no box of the old one', async () => {
  const store = memoryStore();
  const fixture = bossFixture(householdsSeed(2), store);
  await fixture.get(`/subscribers/${SUBSCRIBER}`);
  await store.room('boss').transaction(async (tx) => {
    const box = await tx.get<object>(keys.box('STB-00A1B2C3D4'));
    tx.put(keys.box('STB-00A1B2C3D4'), { ...box, subscriberId: 'sub-load00000001' });
  });
  const [row] = await found('tail=A1B2C3D4', fixture);
  expect(row.subscriber.subscriberId).toBe('sub-load00000001');
  const { body } = await fixture.get(`/subscribers/${SUBSCRIBER}/household`);
  expect(body.boxes.map((box: { stbId: string }) => box.stbId)).not.toContain('STB-00A1B2C3D4');
});
