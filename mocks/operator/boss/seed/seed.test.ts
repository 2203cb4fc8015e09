import { expect, test } from 'vitest';
import type { ServiceRecord, Text } from '../base/bossTypes.ts';
import { dateFrom } from '../seedOnce.ts';
import { manyServices } from './manyServices.ts';
import { blockedBox, defaultSeed, demoBox, seedWith } from './seed.ts';

/** GB2312 levels 1 and 2 are rows 0xB0 to 0xF7: the fonts on boxes have these characters, and often no others. */
const gb2312 = new Set<string>();
for (let row = 0xb0; row <= 0xf7; row++) {
  for (let cell = 0xa1; cell <= 0xfe; cell++) {
    const isUnassigned = row === 0xd7 && cell > 0xf9;
    if (!isUnassigned) gb2312.add(new TextDecoder('gbk').decode(new Uint8Array([row, cell])));
  }
}

const tenThousand = seedWith({ services: 10_000 });

const textsOf = (service: ServiceRecord): Text[] => [
  service.title,
  service.introduction,
  service.text,
  ...service.includes,
  service.terms,
  service.refundRule,
];

test('there are as many characters in GB2312 as the standard has', () => {
  expect(gb2312.size).toBe(6763);
});

test('Chinese words stay within GB2312', () => {
  const { services, categories, subscribers } = tenThousand;
  const texts = [...services.flatMap(textsOf), ...categories.map(({ title }) => title)];
  const words = [
    ...texts.map((text) => text['zh-CN']),
    ...subscribers.map(({ name, area }) => name + area.title['zh-CN']),
  ].join('');
  const foreign = [...words].filter((c) => /\p{Script=Han}/u.test(c) && !gb2312.has(c));
  expect(foreign).toEqual([]);
});

test('every text has its English', () => {
  for (const text of tenThousand.services.flatMap(textsOf)) {
    expect(text.en ?? '').toMatch(/^[\x20-\x7e]+$/);
    expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
  }
});

test('ten thousand services have ten thousand numbers, ids and titles', () => {
  expect(tenThousand.services).toHaveLength(10_000);
  for (const distinct of [
    tenThousand.services.map(({ number }) => number),
    tenThousand.services.map(({ serviceId }) => serviceId),
    tenThousand.services.map(({ title }) => title['zh-CN']),
    tenThousand.services.map(({ title }) => `${title.en}`),
  ]) {
    expect(new Set<unknown>(distinct).size).toBe(10_000);
  }
});

test('there are not more services than there are different ones', () => {
  expect(() => manyServices(10_001, 1)).toThrow(RangeError);
});

test('a longer period is never dearer a month, and everything costs something', () => {
  for (const { title, priceFen, periods } of tenThousand.services) {
    const perMonth = periods.map(({ months, savingFen }) => priceFen - savingFen / months);
    expect(perMonth, `${title.en}`).toEqual([...perMonth].sort((a, b) => b - a));
    expect(Math.min(...perMonth), `${title.en}`).toBeGreaterThan(0);
  }
});

test('every category is sold, and nothing outside the categories', () => {
  const ids = defaultSeed.categories.map(({ id }) => id);
  expect(new Set(defaultSeed.services.map(({ category }) => category))).toEqual(new Set(ids));
});

test.each([
  [{ days: 7 }, '2026-11-30'],
  [{ months: 4, monthEnd: true }, '2027-03-31'],
  [{ months: -12, days: 8 }, '2025-12-01'],
  [{}, '2026-11-23'],
])('%o from the day of the pictures is %s', (relative, expected) => {
  expect(dateFrom('2026-11-23', relative)).toBe(expected);
});

test('a given box replaces the default box with the same id', () => {
  const own = { ...demoBox, key: '00'.repeat(32) };
  const { boxes } = seedWith({ boxes: [own] });
  expect(boxes.filter(({ stbId }) => stbId === demoBox.stbId)).toEqual([own]);
  expect(boxes).toContain(blockedBox);
});

test('a bill for nothing is a mistake of the seed', async () => {
  const { bossFixture } = await import('../boss.fixture.ts');
  const dues = [{ subscriberId: 'sub-20062107', serviceId: 'x', amountFen: 1, dueDate: {} }];
  const fixture = bossFixture({ ...defaultSeed, dues });
  await expect(fixture.service('basic')).rejects.toThrow('not a service');
});
