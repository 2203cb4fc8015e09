import { expect, test } from 'vitest';
import { CardTorn } from '../../mocks/card/cardTorn.ts';
import { createCard, type SimulatedCard } from '../../mocks/card/createCard.ts';
import { type CardOrder, issueCard } from '../../mocks/card/issueCard.ts';
import { CITY_CABLE } from '../../mocks/card/issuers.ts';
import { mayRepeat } from '../reader/apdu.ts';
import type { Answers, CardChannel } from '../reader/cardReader.ts';
import { readerError } from '../reader/readerError.ts';
import { transmitT0 } from '../reader/t0Interface.ts';
import { fromHex, toHex } from '../shared/bytes.ts';
import { fail, ok } from '../shared/result.ts';
import * as commands from './commands.ts';
import {
  debitForPurchase,
  getTransactionProve,
  initForPurchase,
  readPurseFile,
} from './commands.ts';
import { debitPurse } from './debitPurse.ts';
import { exchange } from './exchange.ts';
import { observePurse } from './observePurse.ts';
import { readPurse, serialTail } from './readPurse.ts';
import { isDebitRefusal, SW } from './statusWord.ts';

const SERIAL = '00061998081700000018';

function newCard(order: Partial<CardOrder> = {}): SimulatedCard {
  const state = issueCard({
    issuer: CITY_CABLE,
    serial: SERIAL,
    balanceFen: 100_000,
    validFrom: '20250101',
    validTo: '20301231',
    ...order,
  });
  let next = 1;
  const random = { bytes: (length: number) => new Uint8Array(length).map(() => next++) };
  return createCard(state, { random });
}

/** A reader without faults in front of a card, with every TPDU written down. */
function connection(card: SimulatedCard): CardChannel & { lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    transmit: (command) =>
      transmitT0(async (tpdu) => {
        lines.push(`=> ${toHex(tpdu)}`);
        try {
          const answer = card.transmit(tpdu);
          lines.push(`<= ${toHex(answer)}`);
          return ok({ bytes: answer, answers: 'command' });
        } catch (cause) {
          if (!(cause instanceof CardTorn)) throw cause;
          return fail(readerError('REMOVED_CARD', 'unknown'));
        }
      }, command),
  };
}

/** A connection that answers everything with the same bytes, and says so of them. */
const saying = (hex: string, answers: Answers = 'command'): CardChannel => ({
  transmit: async () => ok({ bytes: fromHex(hex), answers }),
});

const init = { keyIndex: 1, amountFen: 28_600, terminalNo: '112233445566' };
const debit = {
  terminalSequence: '00000001',
  date: '20261123',
  time: '203912',
  mac1: '01020304',
};

test('the opening of a conversation, byte for byte', async () => {
  const card = connection(newCard());
  const purse = await readPurse(card);
  expect(purse.ok && { ...purse.value, serial: toHex(purse.value.serial) }).toEqual({
    issuer: CITY_CABLE.id,
    applicationType: '02',
    applicationVersion: '01',
    serial: SERIAL,
    validFrom: '20250101',
    validTo: '20301231',
    balanceFen: 100_000,
  });
  expect(card.lines.filter((line) => line.startsWith('=>'))).toEqual([
    '=> 00A4040009A00000000386980701',
    expect.stringMatching(/^=> 00C00000/),
    '=> 00B095001E',
    '=> 805C000204',
  ]);
});

test.each(['3F01', 'DF01', '1001'])('a purse without a name is found as %s', async (fid) => {
  const purse = await readPurse(connection(newCard({ named: false, fid })));
  expect(purse.ok && toHex(purse.value.serial)).toBe(SERIAL);
});

test('a purse of another name is found by the directory, which is asked only then', async () => {
  const answers: Record<string, string> = {
    '00A4040009A0000000038698070100': '6A82',
    '00A404000E315041592E5359532E444446303100': '6F008408315041599000',
    '00B2010C00': '610A4F08A0000000038698FF9000',
    '00A4040008A0000000038698FF00': '9000',
  };
  const sent: string[] = [];
  const purse = await readPurse({
    async transmit(command) {
      sent.push(toHex(command));
      return ok({ bytes: fromHex(answers[toHex(command)] ?? '6D00'), answers: 'command' });
    },
  });
  expect(sent).toEqual([...Object.keys(answers), '00B095001E']);
  expect(purse.ok).toBe(false);
});

test('a reader that fails while the purse is selected is asked for nothing else', async () => {
  let sent = 0;
  const purse = await readPurse({
    async transmit() {
      sent++;
      return fail(readerError('COMM_ERROR', 'unknown'));
    },
  });
  expect([purse.ok, sent]).toEqual([false, 1]);
});

test('a card without a purse says so by its status word', async () => {
  const purse = await readPurse(saying('6A82'));
  expect(purse.ok || purse.error).toEqual({
    kind: 'status',
    command: 'SELECT',
    statusWord: SW.fileNotFound,
    answers: 'command',
  });
});

test('INIT answers 15 bytes: balance, sequence, overdraft, key, algorithm, random', async () => {
  const card = connection(newCard());
  await readPurse(card);
  const answer = await exchange(card, initForPurchase, init);
  expect(answer.ok && { ...answer.value, random: answer.value.random.length }).toEqual({
    balanceFen: 100_000,
    sequence: 0,
    overdraftFen: 0,
    keyVersion: 1,
    algorithmId: 0,
    random: 4,
  });
  expect(toHex(initForPurchase.build(init))).toBe('805001020B0100006FB81122334455660F');
});

test('DEBIT answers TAC then MAC2, GET TRANSACTION PROVE the other way round', () => {
  const data = fromHex('AAAAAAAABBBBBBBB');
  expect(toHex(debitForPurchase.build(debit))).toBe(
    '805401000F000000012026112320391201020304 08'.replace(' ', ''),
  );
  expect(toHex(debitForPurchase.parse(data)!.tac)).toBe('AAAAAAAA');
  expect(toHex(getTransactionProve.parse(data)!.mac2)).toBe('AAAAAAAA');
  expect(toHex(getTransactionProve.build({ sequence: 0x28 }))).toBe('805A000602002808');
});

test.each([
  ['9302', 'refused'],
  ['9401', 'refused'],
  ['6700', 'unknown'],
  ['6901', 'unknown'],
  ['6982', 'unknown'],
  ['6985', 'unknown'],
  ['6A81', 'unknown'],
  ['6108', 'unknown'],
  ['6C08', 'unknown'],
  ['6581', 'unknown'],
  ['6F00', 'unknown'],
  ['9000', 'unknown'],
  ['AAAAAAAABBBBBB9000', 'unknown'],
  ['AAAAAAAABBBBBBBB9000', 'debited'],
  ['AAAAAAAABBBBBBBB6200', 'unknown'],
])('DEBIT answered %s is %s', async (answer, kind) => {
  expect((await debitPurse(saying(answer), debit)).kind).toBe(kind);
});

test.each([
  ['not-sent', 'not-sent'],
  ['unknown', 'unknown'],
  ['answered', 'unknown'],
] as const)(
  'DEBIT that failed with outcome %s is %s, and is not sent again',
  async (outcome, kind) => {
    let sent = 0;
    const card: CardChannel = {
      async transmit() {
        sent++;
        return fail(readerError('COMM_ERROR', outcome));
      },
    };
    expect((await debitPurse(card, debit)).kind).toBe(kind);
    expect(sent).toBe(1);
  },
);

test('of all status words two are a rejection, and only when they answer DEBIT itself', () => {
  const refusals = (answers: Answers) =>
    Array.from({ length: 0x10000 }, (_, sw) => sw).filter((sw) => isDebitRefusal(sw, answers));
  expect(refusals('command')).toEqual([0x9302, 0x9401]);
  expect(refusals('follow-up')).toEqual([]);
  expect(refusals('unknown')).toEqual([]);
});

test.each([
  ['9302', 'follow-up'],
  ['9302', 'unknown'],
  ['9401', 'follow-up'],
  ['9401', 'unknown'],
] as const)('DEBIT and then %s as an answer to the %s: nobody knows', async (sw, answers) => {
  expect(await debitPurse(saying(sw, answers), debit)).toMatchObject({ kind: 'unknown' });
});

test('DEBIT is the only command of the portal that may not be sent twice', () => {
  const built = [
    commands.select.build({ fid: '3F01' }),
    commands.select.build({ name: 'A00000000386980701' }),
    commands.readDirectory.build({ record: 1 }),
    commands.readPurseFile.build(),
    commands.getBalance.build(),
    commands.initForPurchase.build(init),
    commands.debitForPurchase.build(debit),
    commands.getTransactionProve.build({ sequence: 8 }),
    commands.readLogRecord.build({ record: 1 }),
  ];
  const all = Object.values(commands).map(({ name }) => name);
  expect(new Set(all).size).toBe(built.length - 1);
  expect(built.filter((command) => !mayRepeat(command)).map(toHex)).toEqual([
    toHex(debitForPurchase.build(debit)),
  ]);
});

test('an answer that was fetched by whomever, and has its MAC2, is a debit', async () => {
  for (const answers of ['command', 'follow-up', 'unknown'] as const) {
    const outcome = await debitPurse(saying('AAAAAAAABBBBBBBB9000', answers), debit);
    expect(outcome.kind).toBe('debited');
  }
});

test('a word after GET RESPONSE says nothing of INIT, of its money or of its card', async () => {
  for (const sw of ['9401', '6A81', '9303']) {
    const answer = await exchange(saying(sw, 'follow-up'), initForPurchase, init);
    expect(answer.ok || answer.error.kind).toBe('unread');
  }
});

test('an observation reads and never debits', async () => {
  const nvm = newCard();
  const card = connection(nvm);
  await readPurse(card);
  const before = nvm.state;
  const seen = await observePurse(card, 0);
  expect(seen.ok && seen.value).toEqual({ proofs: [], noProofBy: 'card', sequence: 0, log: [] });
  expect(nvm.state).toBe(before);
  expect(card.lines.some((line) => line.startsWith('=> 8054'))).toBe(false);
});

test('the sequence of an empty purse is read by an INIT of 0 fen', async () => {
  const card = connection(newCard({ balanceFen: 0 }));
  await readPurse(card);
  const seen = await observePurse(card, 0);
  expect(seen.ok && seen.value.sequence).toBe(0);
});

test('a log behind a PIN is "not readable", not "empty"', async () => {
  const card = connection(newCard({ settings: { logNeedsPin: true } }));
  await readPurse(card);
  const seen = await observePurse(card, 0);
  expect(seen.ok && seen.value.log).toBeNull();
});

test('file 0x15 with invalid dates is malformed', () => {
  const file = `10400200000100010201${SERIAL}202501012030ABCD5566`;
  expect(readPurseFile.parse(fromHex(file))).toBeNull();
  expect(readPurseFile.parse(fromHex(file.slice(0, 40)))).toBeNull();
});

test('four digits of a serial are shown', () => {
  expect(serialTail(fromHex(SERIAL))).toBe('0018');
  expect(serialTail(fromHex('000622260000000A1B2C'))).toBe('1122');
});
