/**
 * Shared by the fuzz tests: how many inputs there are (FUZZ_RUNS, for each parser), and how valid bytes are damaged.
 */
import fc from 'fast-check';
import { test } from 'vitest';
import { type Bytes, concat } from '../shared/bytes.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 10_000);
/** Far above what a run takes: only an endless loop of awaits meets it. */
const TIMEOUT_MS = 60_000 + 5 * RUNS;

/** `share` of the inputs, where one costs more than it finds. */
export function fuzz<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  check: (input: T) => void | Promise<void>,
  share = 1,
): void {
  test(
    name,
    () =>
      fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          await check(input);
        }),
        { numRuns: Math.ceil(RUNS * share) },
      ),
    TIMEOUT_MS,
  );
}

export const bytesOf = (constraints: fc.IntArrayConstraints): fc.Arbitrary<Bytes> =>
  fc.uint8Array(constraints).map((bytes) => new Uint8Array(bytes));

/** Bytes that lengths and counts trip over. */
const awkward = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 9, 0x20, 0x35, 0x36, 0x37, 0x7f, 0x80, 0xfe, 0xff),
  fc.nat(255),
);

/** Where, as a share of what is there: shrinks well and fits any length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (share: number, bytes: Bytes) => Math.floor(share * bytes.length);

type Damage = (bytes: Bytes) => Bytes;

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(
    ([share, bit]): Damage =>
      (bytes) => {
        const copy = concat(bytes);
        const i = at(share, copy);
        if (i < copy.length) copy[i]! ^= 1 << bit;
        return copy;
      },
  ),
  fc.tuple(place, awkward).map(
    ([share, value]): Damage =>
      (bytes) => {
        const copy = concat(bytes);
        const i = at(share, copy);
        if (i < copy.length) copy[i] = value;
        return copy;
      },
  ),
  place.map(
    (share): Damage =>
      (bytes) =>
        bytes.slice(0, at(share, bytes)),
  ),
  fc.tuple(place, fc.array(awkward, { minLength: 1, maxLength: 4 })).map(
    ([share, more]): Damage =>
      (bytes) => {
        const i = at(share, bytes);
        return concat(bytes.subarray(0, i), more, bytes.subarray(i));
      },
  ),
  fc.tuple(place, place).map(
    ([from, to]): Damage =>
      (bytes) => {
        const start = at(Math.min(from, to), bytes);
        const end = at(Math.max(from, to), bytes);
        return concat(bytes.subarray(0, start), bytes.subarray(end));
      },
  ),
  fc.tuple(place, place).map(
    ([from, to]): Damage =>
      (bytes) => {
        const start = at(Math.min(from, to), bytes);
        const end = at(Math.max(from, to), bytes);
        return concat(bytes.subarray(0, end), bytes.subarray(start));
      },
  ),
);

/** Valid bytes with a few faults: wrong bits and lengths, missing and doubled parts. */
export const damaged = (valid: fc.Arbitrary<Bytes>): fc.Arbitrary<Bytes> =>
  fc
    .tuple(valid, fc.array(damage, { maxLength: 4 }))
    .map(([bytes, damages]) => damages.reduce((current, apply) => apply(current), bytes));
