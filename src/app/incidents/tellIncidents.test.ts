/** What was shown with a code is kept and told: once, quietly, after payments, whenever there is a network. */
import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import { seededRandom, virtualTime } from '../../../mocks/environment/simulation.ts';
import type { Failure } from '../../payment/failure.ts';
import type { Change } from '../../payment/payment.ts';
import type { Step } from '../../payment/steps.ts';
import { fail, ok } from '../../shared/result.ts';
import type { components } from '../../tsp/tspApi.generated.ts';
import type { TspError } from '../../tsp/tspError.ts';
import { payable as fictitious } from '../gallery/onePayment.fixture.ts';
import { incidentOf, tellIncidents } from './tellIncidents.ts';

type Incident = components['schemas']['BoxIncident'];

const order = { ...fictitious.order, orderId: '01KATESTRDER00000000000000' };
const payable = { ...fictitious, order };
const failure: Failure = {
  kind: 'card-removed',
  money: 'untouched',
  ref: '7K3-0D42',
  detail: 'REMOVED_CARD',
};
const home: Step = { kind: 'home', unfinished: null };
const waitCard: Step = { kind: 'waitCard', payable, sight: 'empty' };
const refused = (ref: string): Step => ({
  kind: 'refused',
  failure: { ...failure, ref },
  choice: payable.choice,
  payable,
});
const REFUSED = refused('7K3-0D42');
const offline = fail<TspError>({ kind: 'unreachable' });
const unwanted = fail({ kind: 'problem', problem: { retry: 'no' } } as TspError);

/** A box whose storage outlives its pages. */
function box() {
  const time = virtualTime();
  const disk = new Map<string, string>();
  const told: Incident[][] = [];
  const state = {
    time,
    disk,
    told,
    net: offline as ReturnType<typeof ok<null>> | typeof offline | Promise<never>,
    isDiskFull: false,
    ports: 'webusb ready',
  };
  function page() {
    const step = signal<Step>(home);
    let isGone = false;
    const trail: Change[] = [];
    const telling = tellIncidents({
      link: {
        now: () => time.now(),
        post: (async (_: unknown, path: string, body: () => { incidents: Incident[] }) => {
          expect(path).toBe('/incidents');
          told.push(body().incidents);
          return state.net;
        }) as never,
      },
      payment: { step, trail },
      memory: {
        read: (name) => JSON.parse(disk.get(name) ?? 'null'),
        write(name, value) {
          if (!state.isDiskFull) disk.set(name, JSON.stringify(value ?? null));
          return !state.isDiskFull;
        },
      },
      random: seededRandom(1),
      clock: time,
      timers: {
        after: (ms, callback) =>
          time.after(ms, () => {
            if (!isGone) callback();
          }),
      },
      ports: () => state.ports,
      portalVersion: '0.1.0',
    });
    return {
      ...telling,
      close() {
        isGone = true;
      },
      shows(next: Step) {
        trail.push({ at: time.now(), from: step.peek(), step: next });
        step.value = next;
      },
    };
  }
  const pass = (ms: number) => time.runUntil(() => false, ms);
  const codes = () => told.map((incidents) => incidents.map(({ code }) => code));
  return { ...state, state, page, pass, codes };
}
let at: ReturnType<typeof box>;
beforeEach(() => {
  at = box();
});

test('a refusal is told a little later, with all that is known; then it is forgotten', async () => {
  at.state.net = ok(null);
  const page = at.page();
  page.shows(waitCard);
  const shownAt = new Date(at.time.now()).toISOString();
  page.shows(REFUSED);
  expect(at.told).toEqual([]);
  await at.pass(10_000);
  expect(at.told).toEqual([
    [
      {
        ...{ code: '7K3-0D42', at: shownAt, step: 'waitCard', cause: 'card-removed' },
        ...{ money: 'untouched', orderId: payable.order.orderId, readerPort: 'webusb' },
        ...{ detail: 'REMOVED_CARD', portalVersion: '0.1.0' },
      },
    ],
  ]);
  await at.pass(3_600_000);
  at.page();
  await at.pass(3_600_000);
  expect(at.told).toHaveLength(1);
});

test('without a network it is told again with growing pauses, and at once when home comes back', async () => {
  const page = at.page();
  page.shows(REFUSED);
  await at.pass(3_600_000);
  const tries = at.told.length;
  expect(tries).toBeGreaterThan(5);
  expect(tries).toBeLessThan(20);
  at.state.net = ok(null);
  page.shows(home);
  await at.pass(6_000);
  expect(at.told).toHaveLength(tries + 1);
});

test('the next page tells what this one could not', async () => {
  const page = at.page();
  page.shows(REFUSED);
  await at.pass(20_000);
  page.close();
  at.told.length = 0;
  at.state.net = ok(null);
  at.page();
  await at.pass(20_000);
  expect(at.codes()).toEqual([['7K3-0D42']]);
});

test('while a card is being debited nothing is told', async () => {
  at.state.net = ok(null);
  const page = at.page();
  page.shows(REFUSED);
  page.shows({ kind: 'debiting', payable });
  await at.pass(600_000);
  expect(at.told).toEqual([]);
  page.shows(home);
  await at.pass(10_000);
  expect(at.codes()).toEqual([['7K3-0D42']]);
});

test('a storage that keeps nothing, or holds anything, stops nothing', async () => {
  at.disk.set('incidents', '[null,7,{"code":"<b>"},{"code":"ABC-DEFG"}]');
  at.state.isDiskFull = true;
  at.state.net = ok(null);
  at.page().shows(REFUSED);
  await at.pass(10_000);
  expect(at.codes()).toEqual([['ABC-DEFG', '7K3-0D42']]);
});

test('what the platform does not want is not told again, and keeps nothing back', async () => {
  at.state.net = unwanted as never;
  const page = at.page();
  page.shows(REFUSED);
  await at.pass(10_000);
  at.state.net = ok(null);
  page.shows(refused('ABC-DEFG'));
  await at.pass(600_000);
  expect(at.codes()).toEqual([['7K3-0D42'], ['ABC-DEFG']]);
});

test('one call has few, and of many the newest are kept', async () => {
  const page = at.page();
  const all = Array.from({ length: 60 }, (_, count) => `7K3-${1_000 + count}`);
  for (const code of all) page.shows(refused(code));
  at.state.net = ok(null);
  await at.pass(600_000);
  expect(at.told.every((incidents) => incidents.length <= 8)).toBe(true);
  expect(at.codes().flat()).toEqual(all.slice(-40));
});

test('a platform that never answers is asked once, and holds nothing up', async () => {
  at.state.net = new Promise<never>(() => {});
  const page = at.page();
  page.shows(REFUSED);
  await at.pass(10_000);
  page.shows(refused('ABC-DEFG'));
  await at.pass(600_000);
  expect(at.told).toHaveLength(1);
});

test('outside of a payment the same cause has the same code, another one has another', async () => {
  const page = at.page();
  const code = page.codeFor('home', 'list-failed');
  expect(page.codeFor('home', 'list-failed')).toBe(code);
  expect(page.codeFor('history', 'history-failed')).not.toBe(code);
  expect(page.codeFor('home', 'list-failed', 'ABC-DEFG')).toBe('ABC-DEFG');
  at.state.net = ok(null);
  await at.pass(10_000);
  expect(at.codes().flat()).toHaveLength(3);
});

test.each([
  ['several ports: nobody knows which', 'webusb ready webhid no-api', undefined],
  ['no port that the contract knows', 'serial ready', undefined],
  ['the one there is', 'host-object busy', 'host-object'],
])('the port of a reader: %s', async (_, ports, readerPort) => {
  at.state.ports = ports;
  at.state.net = ok(null);
  const page = at.page();
  page.codeFor('waitCard', 'reader-held');
  await at.pass(10_000);
  expect(at.told[0]![0]!.readerPort).toBe(readerPort);
  expect(at.told[0]![0]!.detail).toBe(ports);
});

test.each([
  ['a card number in an error', 'card 6222600000000026 gone', 'card n gone'],
  ['words of another script', '王小明 x', '    x'],
  ['an error of a script', "TypeError: x is undefined (reading 'title')", undefined],
])('only names get out: %s', (_, detail, left) => {
  const fault = { code: '7K3-0D42', step: 'home', cause: 'crash', money: 'unknown' } as const;
  const incident = incidentOf({ ...fault, detail }, 0, undefined, '0.1.0');
  expect(incident!.detail).toMatch(/^(?!.*[0-9]{6})[A-Za-z0-9 ._:/()-]{1,80}$/);
  if (left) expect(incident!.detail).toBe(left);
});

test('a code of another form is not told: the platform would refuse the whole call', () => {
  const fault = { code: 'T01', step: 'home', cause: 'x', money: 'unknown' } as const;
  expect(incidentOf(fault, 0, undefined, '0.1.0')).toBeNull();
});

test('a crash is told with the step that it happened in', async () => {
  at.state.net = ok(null);
  const page = at.page();
  page.shows(waitCard);
  page.crashed('ABC-DEFG', new TypeError('x is undefined'));
  await at.pass(10_000);
  expect(at.told).toMatchObject([
    [{ code: 'ABC-DEFG', step: 'waitCard', cause: 'crash', detail: 'TypeError: x is undefined' }],
  ]);
});
