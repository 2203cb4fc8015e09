/** Whose answer it is: whatever a card or reader says around DEBIT, a debited card has paid, once, and no other has. */
import { expect, test } from 'vitest';
import { spoil } from '../../mocks/card/answerFault.fixture.ts';
import type { ReaderWish } from '../../mocks/world/world.ts';
import { quickWorlds } from '../enumerate/quickWorlds.fixture.ts';
import { day, FEW, nameOf, READERS } from './portDay.fixture.ts';

quickWorlds();

const INIT = 0x50;
const DEBIT = 0x54;
const PROVE = 0x5a;

/** One reader of each engine hears every word; the others hear the first two. `npm run search:ports`: all hear all. */
const hearsAll = ({ port, model = '' }: ReaderWish) =>
  process.env.PORTS === 'all' || port === 'host-object' || FEW.includes(model);

/** Readers with each of these words; `isPossible` leaves out what cannot be. */
const each = (
  words: readonly string[],
  isPossible: (reader: ReaderWish, word: string) => boolean,
) =>
  READERS.flatMap((reader) =>
    words
      .filter((word) => isPossible(reader, word))
      .slice(0, hearsAll(reader) ? words.length : 2)
      .map((word) => [nameOf(reader), word, reader] as const),
  );

/** A card of T=1 answers DEBIT itself: when it says 9302 or 9401, it has not written. */
const isOfT1 = ({ model = '' }: ReaderWish) => model.endsWith('t1') || model === 'too-fast';
const anything = () => true;

async function payingDay(reader: ReaderWish) {
  const paying = await day(reader);
  const { slot } = paying.box.world;
  let sent = 0;
  slot.onCommand(([, ins]) => {
    if (ins === DEBIT) sent++;
  });
  return { ...paying, card: paying.box.world.card('good'), sent: () => sent };
}

const FETCHES = [
  ...['6985', '6F00', '6700', '6A81', '6982', '6901', '9302', '9401', '6C08', '6100'],
  ...['mute', 'cut'],
];

test.each(each(FETCHES, (reader, word) => !(isOfT1(reader) && word.startsWith('9'))))(
  '%s: debited, and GET RESPONSE says %s: paid, and nobody is sent for the card',
  async (_, says, reader) => {
    const { box, card, debits, sent, close } = await payingDay(reader);
    const told = spoil(card, { ins: DEBIT, answerTo: 'fetch', says });
    await box.buys('sport', 1);
    await box.reaches('result');
    expect([told.struck, debits.length, sent()]).toEqual([1, 1, 1]);
    expect(box.seen).not.toContain('refused');
    expect(box.seen.includes('insertSameCard')).toBe(says === 'cut');
    await close();
  },
);

test.each(each(['6985', '6F00', '6700', '6A81', '6581', '6C08', 'mute'], anything))(
  '%s: debited, and DEBIT itself says %s: paid once',
  async (_, says, reader) => {
    const { box, card, debits, sent, close } = await payingDay(reader);
    spoil(card, { ins: DEBIT, answerTo: 'command', says });
    await box.buys('sport', 1);
    await box.reaches('result');
    expect([debits.length, sent()]).toEqual([1, 1]);
    expect(box.seen).not.toContain('refused');
    await close();
  },
);

/** Their own engine sends every TPDU or block, or the host says that it does. */
const KNOWS = [
  'host-object',
  'websocket',
  'webusb tpdu',
  'webusb polled',
  'webusb bare',
  'webusb t1',
  'webusb too-fast',
  'webusb silent',
  'webhid ccid-t1',
];

test.each(each(['9302', '9401', '6985', '6C08'], anything))(
  '%s: not debited, and DEBIT itself says %s: not charged, by the card’s own word',
  async (_, says, reader) => {
    const { box, card, debits, sent, close } = await payingDay(reader);
    spoil(card, { ins: DEBIT, answerTo: 'command', says, isIdle: true });
    await box.buys('sport', 1);
    const { failure } = await box.reaches('refused');
    const isKnown = KNOWS.includes(nameOf(reader));
    const refusal = { 9302: 'card-refused-debit', 9401: 'balance-too-small' }[says];
    expect(failure.money).toBe('untouched');
    expect(failure.kind).toBe((isKnown && refusal) || 'not-charged');
    expect([debits.length, sent()]).toEqual([0, 1]);
    await close();
  },
);

test.each(each(['6985', '9406', '6F00'], anything))(
  '%s: debited, and the proof is fetched badly twice (%s), as the answer was: paid',
  async (_, says, reader) => {
    const { box, card, debits, close } = await payingDay(reader);
    spoil(card, { ins: DEBIT, answerTo: 'fetch', says: '6F00' });
    const told = spoil(card, {
      ins: PROVE,
      answerTo: 'fetch',
      says,
      times: isOfT1(reader) ? 0 : 2,
    });
    await box.buys('sport', 1);
    await box.reaches('result');
    expect(told.struck).toBe(isOfT1(reader) ? 0 : 2);
    expect(debits.length).toBe(1);
    await close();
  },
);

test.each(READERS.map((reader) => [nameOf(reader), reader] as const))(
  '%s: INIT answered by a GET RESPONSE that says 9401 takes nothing; the next try pays',
  async (_, reader) => {
    const { box, card, debits, sent, close } = await payingDay(reader);
    spoil(card, { ins: INIT, answerTo: 'fetch', says: '9401' });
    await box.buys('sport', 1);
    const { failure } = await box.reaches('refused');
    expect(failure.money).toBe('untouched');
    expect(sent()).toBe(0);
    for (let tries = 0; box.step().kind !== 'result' && tries < 3; tries++) {
      box.send({ kind: 'retried' });
      await box.reaches('result').catch(() => {});
    }
    expect([debits.length, sent()]).toEqual([1, 1]);
    await close();
  },
);
