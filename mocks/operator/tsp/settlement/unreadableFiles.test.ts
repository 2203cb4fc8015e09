/** An answer that lies there and may not be read: the day waits, and says for which file. */
import { expect, test } from 'vitest';
import { closeWith } from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { D, dayFixture, NEXT } from '../../../../e2e/virtual/day.fixture.ts';
import { FileMissing } from '../../settlement/fault.ts';
import type { FileExchange } from '../../settlement/settlementTypes.ts';
import { settleRound } from '../../settlement/settleRound.ts';
import type { DayRow } from '../books/dayRows.ts';

test.each(['PR', 'QS', 'FH'])(
  'a %s that may not be read is named in its day until it is read',
  async (kind) => {
    let isLocked = true;
    const fixture = await dayFixture({
      wrapExchange: (exchange) => ({
        ...exchange,
        // As a server refuses a file of other rights: that it is not there is all that is known.
        async *read(folder, name) {
          if (isLocked && name.startsWith(kind)) throw new FileMissing(folder, name);
          yield* exchange.read(folder, name);
        },
      }),
    });
    await fixture.pays('basic');
    const { day } = await fixture.settle();
    const inDay = (files: typeof day.files) => files.find(({ name }) => name.startsWith(kind));
    // What the closing file lists needs no verdict.
    expect(day.state).toBe(kind === 'PR' ? 'settled' : 'waiting');
    expect(inDay(day.files)).toMatchObject({
      state: 'waiting',
      problem: expect.stringContaining('is not there or may not be read'),
    });
    isLocked = false;
    const { day: settled } = await fixture.settle();
    expect(settled.state).toBe('settled');
    expect(inDay(settled.files)).toMatchObject({ name: inDay(day.files)!.name, state: 'read' });
    expect(inDay(settled.files)).not.toHaveProperty('problem');
    expect(settled.tsp).toEqual(settled.ppp);
    expect(settled.date).toBe(D);
  },
);

/** What a server does that has the file and cannot give it; `isBad`: of which files. */
const failures: Readonly<
  Record<string, (exchange: FileExchange, isBad: (name: string) => boolean) => FileExchange>
> = {
  'is refused with 451': (exchange, isBad) => ({
    ...exchange,
    async *read(folder, name) {
      if (isBad(name)) throw new Error('451 local error');
      yield* exchange.read(folder, name);
    },
  }),
  'is cut in the middle': (exchange, isBad) => ({
    ...exchange,
    async *read(folder, name) {
      for await (const bytes of exchange.read(folder, name)) {
        if (!isBad(name)) yield bytes;
        else {
          yield bytes.subarray(0, bytes.length >> 1);
          throw new Error('ECONNRESET');
        }
      }
    },
  }),
  'is given once and then not': (exchange, isBad) => {
    const given = new Set<string>();
    return {
      ...exchange,
      async *read(folder, name) {
        if (isBad(name) && given.has(name)) throw new Error('EIO');
        yield* exchange.read(folder, name);
        given.add(name);
      },
    };
  },
  'has an .ok that is refused with 451': (exchange, isBad) => ({
    ...exchange,
    seal: async (folder, name) => {
      if (isBad(name)) throw new Error('451 local error');
      return exchange.seal(folder, name);
    },
  }),
  'cannot be moved away': (exchange, isBad) => ({
    ...exchange,
    move: async (folder, name, to) => {
      if (isBad(name)) throw new Error('EROFS');
      return exchange.move(folder, name, to);
    },
  }),
};

test.each(
  ['PR', 'QS', 'FH'].flatMap((kind) =>
    Object.keys(failures).map((failure) => [kind, failure] as const),
  ),
)('a %s that %s keeps no other answer from being read', async (kind, failure) => {
  let isBroken = true;
  const isBad = (name: string) => isBroken && name.startsWith(kind) && name.includes(D);
  const fixture = await dayFixture({
    wrapExchange: (exchange) => failures[failure]!(exchange, isBad),
  });
  await fixture.pays('basic');
  await fixture.settle();
  const bad = (await fixture.day())!;
  const waiting = bad.files.find(({ name }) => isBad(name));
  // A PR is read once only.
  if (kind !== 'PR' || failure !== 'is given once and then not') {
    expect(waiting).toMatchObject({
      state: 'waiting',
      problem: expect.stringMatching(/451|ECONNRESET|EIO|EROFS/),
    });
    expect(bad.problem).toContain(waiting!.name);
  }
  while (fixture.operator.tsp.businessDate() < NEXT) await fixture.time.advance(1_800_000);
  const { amountFen } = await fixture.pays('film4k');
  const { day: next } = await fixture.settle(NEXT);
  expect(next).toMatchObject({ state: 'settled', tsp: { count: 1, totalFen: amountFen } });
  expect(next).not.toHaveProperty('problem');
  isBroken = false;
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', boss: day.tsp, ppp: day.tsp });
  expect(day).not.toHaveProperty('problem');
  expect(await fixture.exchange.list('ppp/out')).toEqual([]);
  expect(await fixture.exchange.list('boss/out')).toEqual([]);
});

test('a newer closing file of a day at rest that cannot be read is a problem of that day', async () => {
  let isBroken = true;
  const isBad = (name: string) => isBroken && name.startsWith('QS') && name.includes(`${D}-02`);
  const fixture = await dayFixture({
    wrapExchange: (exchange) => failures['is refused with 451']!(exchange, isBad),
  });
  await fixture.pays('basic');
  expect((await fixture.settle()).day).toMatchObject({ state: 'settled' });
  const name = await closeWith(fixture, '02', []);
  await fixture.settle(NEXT);
  expect((await fixture.day())?.problem).toContain(name);
  isBroken = false;
  await fixture.settle(NEXT);
  const day = await fixture.day();
  expect(day).toMatchObject({ state: 'explained' });
  expect(day).not.toHaveProperty('problem');
});

test('a closing file that could not be read and was taken away is no problem of its day any more', async () => {
  const isBad = (name: string) => name.startsWith('QS') && name.includes(`${D}-02`);
  const fixture = await dayFixture({
    wrapExchange: (exchange) => failures['is refused with 451']!(exchange, isBad),
  });
  await fixture.pays('basic');
  await fixture.settle();
  const name = await closeWith(fixture, '02', []);
  await fixture.settle(NEXT);
  expect((await fixture.day())?.problem).toContain(name);
  await fixture.exchange.move('ppp/out', name, 'error');
  await fixture.settle(NEXT);
  expect(await fixture.day()).not.toHaveProperty('problem');
});

test('while the place of the files does not answer, no file of it is blamed', async () => {
  let isDown = false;
  const fixture = await dayFixture({
    wrapExchange: (exchange) => ({
      ...exchange,
      list: async (folder) => {
        if (isDown) throw new Error('ECONNREFUSED');
        return exchange.list(folder);
      },
      async *read(folder, name) {
        isDown ||= name.startsWith('QS');
        if (isDown) throw new Error('ECONNRESET');
        yield* exchange.read(folder, name);
      },
    }),
  });
  await fixture.pays('basic');
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'waiting', problem: expect.stringContaining('ECONN') });
  expect(day.files.filter(({ state }) => state === 'waiting')).toEqual([]);
});

test.each(['boss', 'ppp'] as const)(
  'a file that %s cannot read keeps neither its other files nor the other party from being answered',
  async (party) => {
    const fixture = await dayFixture();
    const kind = party === 'boss' ? 'DZ' : 'PP';
    let isBroken = true;
    const isBad = (name: string) => isBroken && name.startsWith(kind) && name.includes(D);
    const { tsp, boss, ppp } = fixture.operator;
    const { exchange } = fixture;
    const failing = failures['is refused with 451']!(exchange, isBad);
    const exchanges = { boss: exchange, ppp: exchange, [party]: failing };
    await fixture.pays('basic');
    while (tsp.businessDate() < NEXT) await fixture.time.advance(1_800_000);
    await fixture.pays('film4k');
    const settle = () => settleRound<DayRow>({ tsp, boss, ppp, exchanges }, NEXT);
    // As every hour.
    for (let runs = 0; runs < 4; runs++) await expect(settle()).rejects.toThrow('451');
    const [day, next] = [await fixture.day(), await fixture.day(NEXT)];
    expect(next).toMatchObject({ state: 'settled', tsp: { count: 1 } });
    expect(day).toMatchObject({ state: 'waiting', [party === 'boss' ? 'ppp' : 'boss']: {} });
    isBroken = false;
    await settle();
    expect(await fixture.day()).toMatchObject({ state: 'settled', ppp: day!.tsp });
  },
);
