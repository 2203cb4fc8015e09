/** A damaged file is always refused with a reason, and never read as if it were right. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Result } from '../../../src/shared/result.ts';
import { nodeHash } from './disk/nodeHash.ts';
import { parseRow } from './lines.ts';
import { type OpenedFile, openFile } from './openFile.ts';
import { allOf, bytesOf, nameOf, type Sample, samples, sealed } from './settlement.fixture.ts';
import type { FileExchange, FileFault, FileSeal } from './settlementTypes.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 150);

/** An exchange with one file of any bytes. */
function exchangeWith(bytes: Uint8Array, seal: FileSeal): FileExchange {
  return {
    list: async () => [],
    seal: async () => seal,
    write: () => Promise.reject(new Error('nobody writes here')),
    async *read() {
      // In pieces, so that lines go across their borders.
      for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
    },
    move: async () => undefined,
    takenSeal: async () => null,
    wasTaken: async () => null,
  };
}

const open = ({ layout }: Sample, bytes: Uint8Array, seal: FileSeal) => {
  const exchange = exchangeWith(bytes, seal);
  return openFile(layout, { exchange, folder: 'boss/in', name: nameOf(layout), hash: nodeHash });
};

const sha256 = (bytes: Uint8Array): string => {
  const hash = nodeHash();
  hash.update(bytes);
  return hash.digest();
};

type Damage = (whole: Buffer) => Buffer;

/** The position at this share of the file. */
const cutAt = (whole: Buffer, share: number) => Math.floor(share * whole.length);
const lines = (whole: Buffer): string[] => whole.toString('latin1').split(/(?<=\n)/);
const joined = (all: readonly string[]): Buffer => Buffer.from(all.join(''), 'latin1');
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const damages: Record<string, fc.Arbitrary<Damage>> = {
  'a byte is changed': fc
    .tuple(share, fc.integer({ min: 1, max: 255 }))
    .map(([at, by]) => (whole) => {
      const copy = Buffer.from(whole);
      const i = cutAt(whole, at);
      copy[i] = copy[i]! ^ by;
      return copy;
    }),
  'it is cut off': share.map((at) => (whole) => whole.subarray(0, cutAt(whole, at))),
  'its beginning is gone': share.map((at) => (whole) => whole.subarray(cutAt(whole, at) + 1)),
  'something was put in': fc.tuple(share, fc.uint8Array({ minLength: 1, maxLength: 9 })).map(
    ([at, more]) =>
      (whole) =>
        Buffer.concat([
          whole.subarray(0, cutAt(whole, at)),
          more,
          whole.subarray(cutAt(whole, at)),
        ]),
  ),
  'a line is missing': share.map((at) => (whole) => {
    const all = lines(whole);
    all.splice(Math.floor(at * all.length), 1);
    return joined(all);
  }),
  'a line is there twice': share.map((at) => (whole) => {
    const all = lines(whole);
    const i = Math.floor(at * all.length);
    all.splice(i, 0, all[i]!);
    return joined(all);
  }),
  'two lines have changed places': fc.tuple(share, share).map(([a, b]) => (whole) => {
    const all = lines(whole);
    const [i, j] = [Math.floor(a * all.length), Math.floor(b * all.length)];
    [all[i], all[j]] = [all[j]!, all[i]!];
    return joined(all);
  }),
};

const KINDS = ['truncated', 'corrupt', 'totals', 'cell', 'version', 'foreign'];

function expectRefused(result: Result<OpenedFile<never>, FileFault>): void {
  if (result.ok) throw new Error('taken for a whole file');
  expect(KINDS).toContain(result.error.kind);
  expect(result.error.message).toContain(result.error.file);
}

const table = Object.entries(damages).flatMap(([what, damage]) =>
  samples.map((sample) => [sample.layout.kind, what, sample, damage] as const),
);

test.each(table)('%s: when %s the file is refused', async (_, _what, sample, damage) => {
  await fc.assert(
    fc.asyncProperty(sample.rows, damage, async (rows, damageFile) => {
      const { bytes, seal } = sealed(sample.layout, rows);
      const whole = await bytesOf(bytes);
      const damaged = damageFile(whole);
      fc.pre(!damaged.equals(whole));
      expectRefused(await open(sample, damaged, seal()));
      // Even when the .ok was made after the damage, from the damaged file.
      const remade = { ...seal(), size: damaged.length, sha256: sha256(damaged) };
      expectRefused(await open(sample, damaged, remade));
    }),
    { numRuns: Math.ceil(runs / 5) },
  );
});

test('random bytes are refused by a typed fault', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...samples),
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc
          .array(fc.constantFrom('H', 'D', 'T', '|', '\n', '1', '1.0', '0105', '20261123', '\r'))
          .map((parts) => new TextEncoder().encode(parts.join(''))),
      ),
      async (sample, bytes) => {
        const seal = { size: bytes.length, sha256: sha256(bytes), count: 0, totalFen: 0 };
        expectRefused(await open(sample, bytes, seal));
      },
    ),
    { numRuns: runs },
  );
});

test('a file without line feeds does not fill the memory, and its size is still counted', async () => {
  const [sample] = samples;
  const bytes = Buffer.alloc(1_000_000, 'x');
  const seal = { size: bytes.length, sha256: sha256(bytes), count: 0, totalFen: 0 };
  const result = await open(sample!, bytes, seal);
  expect(result).toMatchObject({ ok: false, error: { kind: 'corrupt', line: 1 } });
});

test('a forged line is either a row that fits its layout, or a fault', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.array(fc.oneof(fc.string(), fc.constantFrom('', '0', '00', '12', 'S', 'AB', '1e3', '-1'))),
      ({ layout }, cells) => {
        const decoded = parseRow(layout, ['D', '1', ...cells], 1, 'x');
        if ('row' in decoded) expect(Object.keys(decoded.row)).not.toEqual([]);
        else expect(decoded.kind).toBe('cell');
      },
    ),
    { numRuns: runs },
  );
});

test('a file that changes between the two readings is refused at the end of the second', async () => {
  const sample = samples[0]!;
  const { bytes, seal } = sealed(sample.layout, []);
  const whole = await bytesOf(bytes);
  const shared = Buffer.from(whole);
  const opened = await open(sample, shared, seal());
  if (!opened.ok) throw new Error(opened.error.message);
  // The last digit of the T line's own sha256.
  shared[shared.length - 2]! ^= 1;
  await expect(allOf(opened.value.rows())).rejects.toMatchObject({ fault: { kind: 'corrupt' } });
});
