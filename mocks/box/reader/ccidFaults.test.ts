import { expect, test } from 'vitest';
import { type CcidFixture, ccidFixture } from './ccid.fixture.ts';
import type { Misbehaviour } from './readerFault.ts';
import { READER_MODELS } from './readerModels.ts';

const ATR = '3B6D00000090863898100100 0000000018';
const POWER_ON = `
    => 62 00000000 00 00 00 0000
    <= 80 11000000 00 00 00 00 00 ${ATR}`;
const SELECT = '00A4040009A00000000386980701';
const BALANCE = '805C000204';

async function powered(does: Misbehaviour, times = 1): Promise<CcidFixture> {
  const fixture = ccidFixture(READER_MODELS.tpdu, [{ on: 'xfrBlock', ins: 0xa4, times, does }]);
  await fixture.talk(POWER_ON);
  return fixture;
}
const said = (rest: string) => `
    => 6F 0E000000 00 07 00 0000 ${SELECT}
    ${rest}`;
const GOOD = '<= 80 02000000 00 07 00 00 00 6130';

test.each<[does: Misbehaviour, seen: number, heard: string]>([
  [{ kind: 'stall-out' }, 0, '<= stall'],
  [{ kind: 'lost-command' }, 0, 'and nothing'],
  [{ kind: 'fails', error: 0xe0 }, 0, '<= 80 00000000 00 07 40 E0 00'],
  [{ kind: 'fails', error: 0xfe, asSlotStatus: true }, 0, '<= 81 00000000 00 07 40 FE 00'],
  [{ kind: 'stall-in' }, 1, '<= stall'],
  [{ kind: 'babble' }, 1, '<= babble'],
  [{ kind: 'lost-answer' }, 1, 'and nothing'],
  [{ kind: 'card-mute' }, 1, '<= 80 00000000 00 07 40 FE 00'],
  [{ kind: 'wrong-slot' }, 1, '<= 80 02000000 01 07 00 00 00 6130'],
  [{ kind: 'wrong-type' }, 1, '<= 83 02000000 00 07 00 00 00 6130'],
  [{ kind: 'zero-length-first' }, 1, `<=\n${GOOD}`],
  [{ kind: 'short', bytes: 11 }, 1, '<= 80 02000000 00 07 00 00 00 61'],
  [{ kind: 'lies', by: 1 }, 1, '<= 80 03000000 00 07 00 00 00 6130'],
  [{ kind: 'lies', by: -1 }, 1, '<= 80 01000000 00 07 00 00 00 6130'],
  [
    { kind: 'foreign-seq', count: 2 },
    1,
    `<= 80 02000000 00 05 00 00 00 6130\n<= 80 02000000 00 06 00 00 00 6130\n${GOOD}`,
  ],
  [{ kind: 'foreign-seq', count: 1, instead: true }, 1, '<= 80 02000000 00 06 00 00 00 6130'],
  [
    { kind: 'extensions', count: 2, everyMs: 1_500, multiplier: 3 },
    1,
    `<= 80 00000000 00 07 80 03 00\n<= 80 00000000 00 07 80 03 00\n${GOOD}`,
  ],
  [{ kind: 'unplug', when: 'before' }, 0, 'and nothing'],
  [{ kind: 'unplug', when: 'after' }, 1, 'and nothing'],
  [{ kind: 'unplug-at', byte: 3 }, 1, '<= 80 02 00'],
  [{ kind: 'pull', when: 'before' }, 0, '<= ! 50 02\n<= 80 00000000 00 07 42 FE 00'],
  [{ kind: 'pull', when: 'after' }, 1, '<= ! 50 02\n<= 80 00000000 00 07 42 FE 00'],
])('%j: the card has seen %d commands', async (does, seen, heard) => {
  const fixture = await powered(does);
  await fixture.talk(said(heard));
  expect(fixture.seen.length).toBe(seen);
});

test('a fault strikes at its message, as often as it says, and then no more', async () => {
  const { talk, seen } = ccidFixture(READER_MODELS.tpdu, [
    { on: 'xfrBlock', ins: 0x5c, after: 1, times: 2, does: { kind: 'fails', error: 0xe0 } },
  ]);
  await talk(`${POWER_ON}
    => 6F 0E000000 00 01 00 0000 ${SELECT}
    <= 80 02000000 00 01 00 00 00 6130
    => 6F 05000000 00 02 00 0000 ${BALANCE}
    <= 80 06000000 00 02 00 00 00 000186A09000
    => 6F 05000000 00 03 00 0000 ${BALANCE}
    <= 80 00000000 00 03 40 E0 00
    => 6F 05000000 00 04 00 0000 ${BALANCE}
    <= 80 00000000 00 04 40 E0 00
    => 6F 05000000 00 05 00 0000 ${BALANCE}
    <= 80 06000000 00 05 00 00 00 000186A09000
  `);
  expect(seen.length).toBe(3);
});

test('a late answer still comes, and requests until then are answered with "slot busy"', async () => {
  const { talk } = await powered({ kind: 'late', ms: 5_000 });
  await talk(`
    => 6F 0E000000 00 07 00 0000 ${SELECT}
    => +4000
    => 65 00000000 00 08 00 0000
    <= 81 00000000 00 08 40 E0 00
    => +2000
    ${GOOD}
  `);
});

test.each(['request first', 'message first'])('abort, %s', async (order) => {
  const { talk } = await powered({ kind: 'late', ms: 20_000 });
  await talk(said('=> +100'));
  await talk(
    order === 'request first'
      ? `
    => abort 00 07
    Everything else fails meanwhile
    => 65 00000000 00 08 00 0000
    <= 81 00000000 00 08 40 FF 00
    => 72 00000000 00 07 00 0000
    <= 81 00000000 00 07 00 00 00`
      : `
    => 72 00000000 00 07 00 0000
    => +100
    => abort 00 07
    <= 81 00000000 00 07 00 00 00`,
  );
  await talk(`
    The answer that was given up never comes
    => 6F 05000000 00 09 00 0000 ${BALANCE}
    <= 80 06000000 00 09 00 00 00 000186A09000
  `);
});

test('a reader that knows no abort stalls the request and refuses the message', async () => {
  const { talk } = ccidFixture({ ...READER_MODELS.tpdu, knowsNoAbort: true });
  await talk(`
    => abort 00 00
    <= stall
    => 72 00000000 00 00 00 0000
    <= 81 00000000 00 00 41 00 00
  `);
});

test('a message may come in pieces', async () => {
  const { talk } = ccidFixture(READER_MODELS.tpdu);
  await talk(`
    => 65 0000
    => 0000 00 05 00
    => 0000
    <= 81 00000000 00 05 01 00 01
  `);
});

test('T=1: parameters first, PPS for more speed, then blocks', async () => {
  const { talk, seen } = ccidFixture(READER_MODELS.t1);
  await talk(
    `
    => 62 00000000 00 00 01 0000
    <= 80 15000000 00 00 00 00 00 3B 9D 18 81 31 20 45 00908638981001000000000018EF
    => 6F 04000000 00 01 00 0000 FF 11 18 F6
    <= 80 04000000 00 01 00 00 00 FF 11 18 F6
    The card is faster than the reader now
    => 61 07000000 00 02 01 0000 11 10 00 45 00 20 00
    <= 82 07000000 00 02 00 00 01 11 10 00 45 00 20 00
    => 6F 05000000 00 03 00 0000 00 C1 01 FE 3E
    <= 80 00000000 00 03 40 FD 00
    => 61 07000000 00 04 01 0000 18 10 00 45 00 20 00
    <= 82 07000000 00 04 00 00 01 18 10 00 45 00 20 00
    => 6F 05000000 00 05 00 0000 00 C1 01 FE 3E
    <= 80 05000000 00 05 00 00 00 00 E1 01 FE 1E
    => 6F 09000000 00 06 00 0000 00 00 05 805C000204 DF
    <= 80 06000000 00 06 00 00 00 00 00 02 6985 EE
  `,
  );
  expect(seen.length).toBe(1);
});

test('a T=1 card in a reader that stays at T=0 does not answer', async () => {
  const { talk } = ccidFixture({
    ...READER_MODELS.t1,
    numbers: { ...READER_MODELS.t1.numbers, protocols: 1 },
  });
  await talk(`
    => 62 00000000 00 00 01 0000
    <= 80 15000000 00 00 00 00 00 3B9D188131204500908638981001000000000018EF
    => 61 07000000 00 01 01 0000 11 10 00 45 00 20 00
    <= 82 00000000 00 01 40 07 00
    => 6F 05000000 00 02 00 0000 805C000204
    <= 80 00000000 00 02 40 FE 00
  `);
});
