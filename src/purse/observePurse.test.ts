/** What an observation may conclude: "no proof" is said by the card itself, and by nothing that happened on the way. */
import { expect, test } from 'vitest';
import type { Answers, CardChannel } from '../reader/cardReader.ts';
import { readerError } from '../reader/readerError.ts';
import { type Bytes, fromHex, toHex } from '../shared/bytes.ts';
import { fail, ok } from '../shared/result.ts';
import { observePurse } from './observePurse.ts';

const N = 7;
const PROOF = 'BBBBBBBBAAAAAAAA9000';
const INIT = 0x50;
const PROVE = 0x5a;

type Word = readonly [bytes: string, answers?: Answers];

/** A card whose number is `sequence` now; it answers PROVE with these words, the last one for good. */
function card(sequence: number, ...words: readonly Word[]): CardChannel & { proves: string[] } {
  const left = words.slice();
  const proves: string[] = [];
  return {
    proves,
    async transmit(command) {
      if (command[1] === INIT) {
        const number = sequence.toString(16).padStart(4, '0');
        return ok({
          bytes: fromHex(`000186A0${number}0000000100A1A2A3A49000`),
          answers: 'follow-up',
        });
      }
      if (command[1] !== PROVE) return ok({ bytes: fromHex('6A83'), answers: 'command' });
      proves.push(toHex(command.subarray(5, 7)));
      const [bytes, answers = 'command'] = left.length > 1 ? left.shift()! : left[0]!;
      return ok({ bytes: fromHex(bytes), answers });
    },
  };
}

test('a card that says itself that it has no proof is asked once for each number', async () => {
  for (const word of ['9406', '6985']) {
    const silent = card(N + 1, [word]);
    const seen = await observePurse(silent, N);
    expect(seen.ok && seen.value).toEqual({
      proofs: [],
      noProofBy: 'card',
      sequence: N + 1,
      log: [],
    });
    expect(silent.proves).toEqual(['0008', '0007']);
  }
});

test.each<[string, Word]>([
  ['a GET RESPONSE that says 6985', ['6985', 'follow-up']],
  ['a GET RESPONSE that says 9406', ['9406', 'follow-up']],
  ['a word that may answer a GET RESPONSE', ['6985', 'unknown']],
  ['a card that says 6F00', ['6F00']],
  ['a card that says 6581', ['6581']],
  ['a card that says 9302', ['9302']],
  ['seven bytes', ['BBBBBBBBAAAAAA9000', 'follow-up']],
])('%s is no "no proof": the proof is asked for again, and read', async (_, word) => {
  const seen = await observePurse(card(N + 1, word, word, [PROOF, 'follow-up']), N);
  expect(seen.ok && seen.value.proofs[0]).toEqual({
    sequence: N + 1,
    mac2: fromHex('BBBBBBBB'),
    tac: fromHex('AAAAAAAA'),
  });
});

test('a card that cannot prove says nothing of its payments', async () => {
  const seen = await observePurse(card(N + 1, ['6D00']), N);
  expect(seen.ok && seen.value).toMatchObject({ proofs: [], noProofBy: 'unknown' });
});

test('a proof that is there and stays unread: nothing is concluded', async () => {
  const forgetful = card(N + 1, ['6F00', 'follow-up']);
  const seen = await observePurse(forgetful, N);
  expect(seen.ok || seen.error).toEqual({
    kind: 'unread',
    command: 'GET TRANSACTION PROVE',
    statusWord: 0x6f00,
  });
  expect(forgetful.proves.length).toBe(6);
});

test('a card whose number has not moved was not debited, whatever proof stays unread', async () => {
  const seen = await observePurse(card(N, ['6F00', 'follow-up']), N);
  expect(seen.ok && seen.value).toMatchObject({ proofs: [], sequence: N, log: [] });
});

test('a reader that never tells whose answer it is: after three questions its no stands, as nobody’s word', async () => {
  const untold = card(N + 1, ['9406', 'unknown']);
  const seen = await observePurse(untold, N);
  expect(seen.ok && seen.value).toMatchObject({ proofs: [], noProofBy: 'unknown' });
  expect(untold.proves).toEqual(['0008', '0008', '0008', '0007', '0007', '0007']);
});

const KEY_MISSING = '9403';
const READ_RECORD = 0xb2;

/** The card, but for what `other` answers: a word, or `lost` when the reader has no answer. */
const but = (
  to: CardChannel,
  other: (command: Bytes) => string | 'lost' | undefined,
): CardChannel & { sent: number[] } => {
  const sent: number[] = [];
  return {
    sent,
    async transmit(command) {
      sent.push(command[1]!);
      const said = other(command);
      if (said === undefined) return to.transmit(command);
      return said === 'lost'
        ? fail(readerError('COMM_ERROR', 'unknown'))
        : ok({ bytes: fromHex(said), answers: 'command' });
    },
  };
};

test('proofs are asked for before the first INIT, which may make a card forget them', async () => {
  const seen = but(card(N + 1, ['9406']), () => undefined);
  await observePurse(seen, N);
  expect(seen.sent.lastIndexOf(PROVE)).toBeLessThan(seen.sent.indexOf(INIT));
});

test('the last number that a card has is asked for, and none beyond it', async () => {
  const last = card(0xffff, ['9406']);
  await observePurse(last, 0xfffe);
  await observePurse(last, 0xffff);
  expect(last.proves).toEqual(['FFFF', 'FFFE', 'FFFF']);
});

test('a card without the first purchase key tells its number by one that it has', async () => {
  const seen = await observePurse(
    but(card(N + 1, ['9406']), (command) =>
      command[1] === INIT && command[5]! < 3 ? KEY_MISSING : undefined,
    ),
    N,
  );
  expect(seen.ok && seen.value.sequence).toBe(N + 1);
});

test.each([
  ['a proof', PROVE],
  ['the number', INIT],
  ['the log', READ_RECORD],
])('the reader loses %s: nothing is concluded, and it is not asked again', async (_, ins) => {
  const torn = but(card(N, ['9406']), (command) => (command[1] === ins ? 'lost' : undefined));
  expect(await observePurse(torn, N)).toMatchObject({ ok: false, error: { kind: 'reader' } });
  expect(torn.sent.filter((one) => one === ins).length).toBe(1);
  expect(torn.sent[torn.sent.length - 1]).toBe(ins);
});
