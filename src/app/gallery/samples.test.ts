import { expect, test } from 'vitest';
import { PAGE } from '../../catalogue/serviceList.ts';
import { transitions } from '../../payment/transitions.ts';
import { refusedZhCN } from '../../ui/words/refusedZhCN.ts';
import { households, scenes } from './recording.generated.ts';
import type { Household } from './recording.ts';
import type { Sample } from './sample.ts';
import { samples } from './samples.ts';

test('no two samples share an id, and every id can stand in an address', () => {
  const ids = samples.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z0-9-]+$/.test(id))).toEqual([]);
});

test('every step has a sample', () => {
  const shown = new Set(samples.map(({ step }) => (typeof step === 'string' ? step : step.kind)));
  expect(Object.keys(transitions).filter((kind) => !shown.has(kind as never))).toEqual([]);
});

test('every failure and every reason of BOSS has a sample', () => {
  const ids = new Set(samples.map(({ id }) => id));
  const wanted = [
    ...Object.keys(refusedZhCN.failure).map((kind) => `refused-${kind}`),
    ...Object.keys(refusedZhCN.reason).map(
      (code) => `refused-reason-${code.replace(/[._]/g, '-')}`,
    ),
  ];
  expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
});

test('a refusal that is played is the one its sample is named after', () => {
  const others = samples.flatMap(({ id, step }) => {
    if (typeof step === 'string' || step.kind !== 'refused') return [];
    const { kind, reason = '' } = step.failure;
    const named = reason ? `reason-${reason.replace(/[._]/g, '-')}` : kind;
    const isNamed = id === `refused-${named}` || /-(wide|unknown|covered)$/.test(id);
    return isNamed ? [] : [`${id}: ${named}`];
  });
  expect(others).toEqual([]);
});

test('what is searched has the first page that the portal asks for', () => {
  const pages = samples.flatMap(({ id, household = 'usual', query = '' }) => {
    const { [query]: found }: Household['found'] = households[household].found;
    return found ? [{ id, ...found }] : [];
  });
  expect(pages.length).toBeGreaterThan(2);
  const short = pages.filter(({ items, total }) => items.length < Math.min(total, PAGE));
  expect(short.map(({ id }) => id)).toEqual([]);
});

const played = new Set<Sample['step']>(Object.values(scenes).map(({ step }) => step));

/** Any service, the history and the list can be opened by keys alone, as long as no payment is open. */
const isBrowsed = ({ step }: Sample): boolean =>
  typeof step === 'string' ||
  (/^(home|service|history)$/.test(step.kind) && 'unfinished' in step && step.unfinished === null);

test('every step is one of the simulated world, or says why no play comes to it', () => {
  const invented = samples.filter((sample) => !played.has(sample.step) && !isBrowsed(sample));
  expect(invented.filter(({ notPlayed }) => !notPlayed).map(({ id }) => id)).toEqual([]);
  const known = samples.filter((sample) => sample.notPlayed && invented.indexOf(sample) < 0);
  expect(known.map(({ id }) => id)).toEqual([]);
});

test('nothing is recorded that no sample shows', () => {
  const shown = new Set(samples.map(({ step }) => step));
  const idle = Object.entries(scenes).filter(([, { step }]) => !shown.has(step));
  expect(idle.map(([name]) => name)).toEqual([]);
  const homes = new Set(samples.map(({ household = 'usual' }) => household));
  expect(Object.keys(households).filter((name) => !homes.has(name as never))).toEqual([]);
});

test('the widest catalogue is as wide as screens must bear', () => {
  const { at, services } = households.wide;
  const year = new Date(at).getUTCFullYear();
  for (const { number, title, subscription } of services) {
    expect(String(number)).toHaveLength(4);
    expect(title['zh-CN'].length).toBeGreaterThanOrEqual(13);
    expect(title.en.length).toBeGreaterThanOrEqual(30);
    expect(Number(subscription.renewal.nextDate.slice(0, 4))).toBeGreaterThan(year);
  }
  expect(Math.max(...services.map(({ priceFen }) => priceFen))).toBe(999_999);
  expect(Math.max(...services.map(({ title }) => title.en.length))).toBeGreaterThan(70);
  expect(Math.max(...services.map(({ periods }) => periods.length))).toBe(6);
});
