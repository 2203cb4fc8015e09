/** An answer that lies there and may not be read: the day waits, and says for which file. */
import { expect, test } from 'vitest';
import { D, dayFixture } from '../../../../e2e/virtual/day.fixture.ts';
import { FileMissing } from '../../settlement/fault.ts';

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
