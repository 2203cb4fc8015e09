/**
 * The bytes were recorded between pcscd 1.9.9 and vsmartcard-vpcd 3.3 (Debian 12) while `scriptor -p T=0` used a card;
 * idle polls are left out.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bytes, concat, fromHex, toHex } from '../../../src/shared/bytes.ts';
import { createCard } from '../../card/createCard.ts';
import { seededRandom } from '../../environment/simulation.ts';
import { walletCard } from '../walletCards.ts';
import { vpcdWire, type WireCard } from './vpcdWire.ts';

const ATR = '3b6d000080650849048653000000000000';
const TRACE: readonly (readonly [toCard: string, fromCard?: string])[] = [
  ['000104', `0011${ATR}`],
  ['000104', `0011${ATR}`],
  ['000101'],
  ['000104', `0011${ATR}`],
  ['000104', `0011${ATR}`],
  ['000100'],
  ['000104', `0011${ATR}`],
  ['000101'],
  ['000104', `0011${ATR}`],
  ['000700a40000023f00', '00026117'],
  ['000500c0000017', '00196f158409a00000000386980701a5089f0c0511223344559000'],
  ['0004805c0002', '00026c04'],
  ['000104', `0011${ATR}`],
  ['0005805c000204', '0006000027109000'],
  ['0005805c000210', '00026c04'],
  ['00050084000004', '0006bd3986149000'],
  ['000104', `0011${ATR}`],
  ['000100'],
  ['000104', `0011${ATR}`],
];

/** Plays the card's part of the trace, and counts its resets. */
function tracedCard(): WireCard & { resets: number } {
  const apdus = TRACE.filter(([sent]) => sent.length > 6);
  return {
    atr: fromHex(ATR),
    resets: 0,
    reset() {
      this.resets++;
      return this.atr;
    },
    transmit(apdu) {
      const [sent, answer] = apdus.shift() ?? ['', ''];
      expect(toHex(apdu)).toBe(sent.slice(4).toUpperCase());
      return fromHex(answer!.slice(4));
    },
  };
}

test('the recorded messages, one by one', () => {
  const card = tracedCard();
  const hear = vpcdWire(card);
  for (const [sent, answer = ''] of TRACE) {
    expect(toHex(hear(fromHex(sent))), sent).toBe(answer.toUpperCase());
  }
  expect(card.resets).toBe(4);
});

test('the recorded messages, cut into pieces anywhere', () => {
  const sent = fromHex(TRACE.map(([toCard]) => toCard).join(''));
  const wanted = TRACE.map(([, fromCard = '']) => fromCard)
    .join('')
    .toUpperCase();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 120 }), (lengths) => {
      const hear = vpcdWire(tracedCard());
      let answers: Bytes = new Uint8Array(0);
      let at = 0;
      for (const length of [...lengths, sent.length]) {
        answers = concat(answers, hear(sent.slice(at, at + length)));
        at += length;
      }
      expect(toHex(answers)).toBe(wanted);
    }),
    { numRuns: 200 },
  );
});

test('our simulated card forgets its selection when its power goes', () => {
  const card = createCard(walletCard('good'), { random: seededRandom(1) });
  const hear = vpcdWire(card);
  const ask = (hex: string) => toHex(hear(fromHex(hex)));
  expect(ask('000104')).toBe(`0011${toHex(card.atr)}`);
  expect(ask('000700A40000023F01')).toBe('00026130');
  expect(ask('0005805C000204')).toBe('0006000186A09000');
  for (const control of ['000100', '000101', '000102']) {
    ask('000700A40000023F01');
    expect(ask(control)).toBe('');
    expect(ask('0005805C000204')).not.toContain('000186A09000');
  }
});

test('messages that vpcd never sends do not reach the card', () => {
  const card = tracedCard();
  const hear = vpcdWire(card);
  expect(toHex(hear(fromHex('0000 000103 0001FF')))).toBe('');
  expect(card.resets).toBe(0);
});
