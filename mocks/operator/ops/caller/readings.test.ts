import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Reading, readingsOf } from './readings.ts';

const LETTERS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const DIGITS = [...'0123456789'];
const text = (letters: readonly string[], length: number) =>
  fc
    .array(fc.constantFrom(...letters), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

/** The ways in which one letter is said, heard and typed. */
const waysOf = (letter: string): string[] => {
  const plain =
    letter === '0'
      ? ['0', 'O', 'o']
      : letter === '1'
        ? ['1', 'I', 'l', 'L', 'i']
        : [letter, letter.toLowerCase()];
  const wide = plain.map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
  return [...plain, ...wide];
};
/** Any spelling of it, with gaps wherever people breathe. */
const spelling = (word: string) =>
  fc
    .tuple(
      ...[...word].map((letter) =>
        fc.tuple(
          fc.constantFrom(...waysOf(letter)),
          fc.constantFrom('', '', '', ' ', '-', '－', '  ', '—'),
        ),
      ),
    )
    .map((parts) => parts.map(([letter, gap]) => letter + gap).join(''));

const has = (kind: Reading['kind'], typed: string) =>
  readingsOf(typed).find((one) => one.kind === kind);

test('every spelling of a code is that code', () => {
  fc.assert(
    fc.property(
      text(LETTERS, 7).chain((code) => fc.tuple(fc.constant(code), spelling(code))),
      ([code, said]) => {
        expect(has('code', said)).toEqual({
          kind: 'code',
          ref: `${code.slice(0, 3)}-${code.slice(3)}`,
        });
      },
    ),
  );
});

test('every spelling of a receipt number is that number', () => {
  fc.assert(
    fc.property(
      text(DIGITS, 14).chain((rest) => fc.tuple(fc.constant(`20${rest}`), spelling(`20${rest}`))),
      ([number, said]) => {
        expect(has('receipt', said)).toEqual({
          kind: 'receipt',
          receiptNo: `${number.slice(0, 8)} ${number.slice(8)}`,
        });
      },
    ),
  );
});

test('every spelling of an order id is that id', () => {
  fc.assert(
    fc.property(
      text(LETTERS, 25).chain((rest) => fc.tuple(fc.constant(`0${rest}`), spelling(`0${rest}`))),
      ([ulid, said]) => {
        expect(has('order', said)).toEqual({ kind: 'order', ulid });
      },
    ),
  );
});

test('every spelling of a case number is that number, also without its zeros', () => {
  fc.assert(
    fc.property(
      text(DIGITS, 6).chain((day) =>
        fc
          .tuple(fc.constant(day), fc.integer({ min: 1, max: 12_345 }), fc.boolean())
          .chain(([date, number, isShort]) =>
            fc.tuple(
              fc.constant(`C20${date}-${String(number).padStart(4, '0')}`),
              spelling(`C20${date}${isShort ? number : String(number).padStart(4, '0')}`),
            ),
          ),
      ),
      ([caseNo, said]) => {
        expect(has('case', said)).toEqual({ kind: 'case', caseNo });
      },
    ),
  );
});

test('every way of saying a card and an amount', () => {
  const ways = (tail: string, fen: number) => {
    const yuan = (fen / 100).toFixed(2);
    return [
      `${tail} ${yuan}`,
      `尾号${tail} ${yuan}元`,
      `${tail}，${yuan}`,
      `${tail}，¥${yuan}`,
      `${tail} ${yuan.replace('.', '。')}`,
      `金额${yuan} 尾号${tail}`,
      ...(fen % 100 === 0 ? [`${tail} ${fen / 100}`] : []),
    ];
  };
  fc.assert(
    fc.property(text(DIGITS, 4), fc.integer({ min: 1, max: 9_999_999 }), (tail, amountFen) => {
      for (const said of ways(tail, amountFen)) {
        expect([said, has('card', said)]).toEqual([said, { kind: 'card', tail, amountFen }]);
      }
    }),
  );
});

test('whatever is typed is read without a fault, and no reading is longer than an id', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (typed) => {
      for (const reading of readingsOf(typed)) {
        if (reading.kind === 'tail') expect(reading.tail).toMatch(/^[0-9A-HJKMNP-Z]{4,40}$/);
      }
    }),
  );
});

test.each<[string, readonly string[]]>([
  ['王晓明', ['name']],
  ['王 晓明', ['name']],
  ['Anna Lee', ['code', 'name']],
  ['2107', ['card', 'tail']],
  ['stb-00a1b2c3d4', ['tail']],
  ['6217 26.00', ['card', 'tail']],
  ['621', []],
  ['??', []],
  ['王', ['name']],
  ['7k3 0d42', ['code', 'tail']],
])('%s is read as %j', (typed, kinds) => {
  expect(readingsOf(typed).map(({ kind }) => kind)).toEqual(kinds);
});

test('an id is looked for as it is written, in capitals and in small letters', () => {
  expect(readingsOf(' stb-00A1 b2C3 ')).toEqual([
    {
      kind: 'tail',
      tail: 'STB00A1B2C3',
      spellings: ['stb-00A1b2C3', 'STB-00A1B2C3', 'stb-00a1b2c3'],
    },
  ]);
});
