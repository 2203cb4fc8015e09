/** What a lying box says: cards, proofs, reports and observations that are well formed, and true or not. */

import { exchange } from '../../mocks/card/exchange.ts';
import type { AttemptRow } from '../../mocks/operator/tsp/books/rows.ts';
import { cardFacts } from '../../src/payment/conversation.ts';
import { readPurse } from '../../src/purse/readPurse.ts';
import type { CardChannel } from '../../src/reader/cardReader.ts';
import { concat, fromHex } from '../../src/shared/bytes.ts';
import { ok } from '../../src/shared/result.ts';
import type { CardFacts, DebitReport, Observation, WithCard } from '../../src/tsp/tspTypes.ts';
import type { Chance } from './chance.ts';
import type { Shelf, ShelfCard } from './shelf.ts';

export interface Answer {
  readonly mac2: string;
  readonly tac: string;
}

interface Known {
  readonly shelf: Shelf;
  /** What its cards really answered to DEBIT, by attempt. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** Everybody's attempts. */
  readonly everybodys: () => Promise<readonly AttemptRow[]>;
}

export const hexOf = (chance: Chance, digits: number): string =>
  Array.from({ length: digits }, () => chance.int(0, 15).toString(16).toUpperCase()).join('');

export const channelTo = (held: ShelfCard): CardChannel => ({
  async transmit(command) {
    const { data, sw } = exchange(held.card, command);
    return ok({ bytes: concat(data, [sw >> 8, sw & 0xff]), answers: 'command' });
  },
});

export function createInventions({ shelf, answers, everybodys }: Known) {
  const mine = shelf.cards.filter(({ isLiars }) => isLiars);

  /** A card's data: of a real card, of a card that is in another box, with two bytes changed, or invented. */
  async function cardFor(chance: Chance): Promise<{ facts: CardFacts; held: ShelfCard | null }> {
    const own = chance.pick(mine);
    own.card.reset();
    const purse = await readPurse(channelTo(own));
    if (!purse.ok) throw new Error('the liar cannot read its own card');
    const facts = cardFacts(purse.value, own.card.atr);
    const serial = (hex: string) => ({ ...facts, serial: fromHex(hex) });
    const other = chance.pick(shelf.cards).serial;
    switch (chance.weighted({ own: 8, theirs: 4, twin: 2, invented: 2 })) {
      case 'own':
        return { facts, held: own };
      case 'theirs':
        return { facts: serial(other), held: null };
      case 'twin':
        return {
          facts: serial(chance.pick(['0007', '1006', 'FFFF']) + other.slice(4)),
          held: null,
        };
      default:
        return { facts: serial(`0006${hexOf(chance, 16)}`), held: null };
    }
  }

  /** A MAC2 and a TAC: those of this attempt's debit, of another one, with a wrong part, or invented. */
  function proofFor(chance: Chance, row: AttemptRow, rows: readonly AttemptRow[]) {
    const invented = { mac2: hexOf(chance, 8), tac: hexOf(chance, 8) };
    const ofDebit = answers.get(row.attemptId);
    const seen = rows.filter(({ mac2, tac }) => mac2 !== undefined && tac !== undefined);
    const held = [...answers.values()];
    const others = [...seen.map(({ mac2, tac }) => ({ mac2: mac2!, tac: tac! })), ...held];
    switch (chance.weighted({ truth: 4, wrongTac: 1, another: 3, invented: 2 })) {
      case 'truth':
        return ofDebit ?? invented;
      case 'wrongTac':
        return ofDebit ? { ...ofDebit, tac: invented.tac } : invented;
      case 'another':
        return others.length > 0 ? chance.pick(others) : invented;
      default:
        return invented;
    }
  }

  function reportBody(chance: Chance, proof: { mac2: string; tac: string }): DebitReport {
    const answers = chance.pick(['command', 'follow-up', 'unknown'] as const);
    switch (chance.weighted({ paid: 6, refused: 2, other: 1 })) {
      case 'paid':
        return { statusWord: '9000', ...proof };
      case 'refused':
        return { statusWord: chance.pick(['9302', '9401']), answers };
      default:
        return { statusWord: chance.pick(['6F00', '6985', '6700', '6A81']), answers };
    }
  }

  async function observation(chance: Chance, row: AttemptRow): Promise<WithCard<Observation>> {
    const rows = await everybodys();
    const n = row.init?.sequence ?? 0;
    const record = {
      sequence: n,
      amountFen: row.amountFen,
      type: '06',
      terminalNo: row.terminalNo ?? '000000000001',
      date: row.mac1?.date ?? '20261123',
      time: row.mac1?.time ?? '120000',
    };
    const proof = { sequence: n + chance.int(0, 1), ...proofFor(chance, row, rows) };
    const { facts } = await cardFor(chance);
    const ofRow = { ...facts, serial: fromHex(row.asn) };
    const sequence = chance.pick([n, n + 1, n + 5, Math.max(0, n - 1), null]);
    return {
      card: chance.happens(0.7) ? ofRow : facts,
      proofs: chance.happens(0.5) ? [proof] : [],
      sequence,
      log: chance.pick([null, [], [record], [{ ...record, amountFen: record.amountFen + 1 }]]),
    };
  }

  return { cardFor, proofFor, reportBody, observation };
}
