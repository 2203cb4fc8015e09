import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import type { CardReader } from '../cardReader.ts';
import { readerError } from '../readerError.ts';
import { nothingLearnt } from './ccidPipe.ts';
import { ccidReader } from './ccidReader.ts';
import {
  connected,
  exchanged,
  type PlayOptions,
  POWER_T0,
  play,
  replay,
  sentIn,
  within,
} from './transcript.fixture.ts';

const status = (seq: string, bStatus: string) =>
  `=> 65 00000000 00 ${seq} 000000\n<= 81 00000000 00 ${seq} ${bStatus}0000\n`;
const READ = fromHex('00B0950008');
const APART = { code: 'REMOVED_CARD', outcome: 'not-sent' };

/** A reader on a transcript, the states it told, and `pass`, which lets time go by. */
function watched(transcript: string, options?: PlayOptions) {
  const played = play(transcript, options);
  const reader = ccidReader(played.pipe, 0, played.time, silentLog);
  const states: string[] = [];
  reader.onStateChange((state) => states.push(state));
  const pass = (ms: number) => played.time.runUntil(() => false, ms);
  const isPlayed = () => expect(played.sent).toEqual(sentIn(transcript));
  return { ...played, reader, states, pass, isPlayed };
}

test('a reader that notifies is asked when it does, and seldom otherwise', async () => {
  const { reader, states, say, pass, time, isPlayed } = watched(
    status('00', '02') + status('01', '01') + status('02', '02'),
  );
  expect(await within({ time }, reader.getStatus())).toEqual({ ok: true, value: 'empty' });
  await pass(4_000);
  say('5003');
  await pass(100);
  expect(states).toEqual(['empty', 'present']);
  say('5000');
  say('5002');
  await pass(100);
  expect(states).toEqual(['empty', 'present', 'empty']);
  isPlayed();
});

test('what an interrupt says is a hint: the reader is asked, and believed', async () => {
  const { states, say, pass, isPlayed } = watched(status('00', '01') + status('01', '01'));
  say('5003');
  await pass(100);
  say('5002');
  await pass(100);
  expect(states).toEqual(['present']);
  isPlayed();
});

test('two bits for each slot', async () => {
  const played = play('=> 65 00000000 05 00 000000\n<= 81 00000000 05 00 010000');
  const { time, pipe, say, sent } = played;
  const reader = ccidReader(
    { ...pipe, descriptor: { ...pipe.descriptor, maxSlotIndex: 5 } },
    5,
    time,
    silentLog,
  );
  const states: string[] = [];
  reader.onStateChange((state) => states.push(state));
  say('50FF03');
  await time.runUntil(() => false, 100);
  expect(sent).toEqual([]);
  say('50000C');
  await time.runUntil(() => false, 100);
  expect(states).toEqual(['present']);
});

test('a reader of two endpoints is polled twice a second, while somebody listens', async () => {
  const { states, pass, isPlayed } = watched(
    status('00', '02') + status('01', '02') + status('02', '01'),
    { hasNotifications: false },
  );
  await pass(1_700);
  expect(states).toEqual(['empty', 'present']);
  isPlayed();
  const played = play('', { hasNotifications: false });
  ccidReader(played.pipe, 0, played.time, silentLog);
  await played.time.runUntil(() => false, 10_000);
  expect(played.sent).toEqual([]);
});

test('the slot is not polled between a command and its answer', async () => {
  const transcript = `${POWER_T0}
    => 6F 05000000 00 03 000000 00B0950008
    -- 2300
    <= 80 02000000 00 03 000000 9000`;
  const act = (reader: CardReader) => {
    reader.onStateChange(() => {});
    return exchanged('00B0950008')(reader);
  };
  const outcome = await replay(transcript, act, { hasNotifications: false });
  expect(outcome).toBe('9000');
});

test('a reader whose interrupt is silent is found out, and polled from then on, at every opening', async () => {
  const learnt = nothingLearnt();
  const first = watched(
    status('00', '02') + status('01', '02') + status('02', '01') + status('03', '02'),
    { learnt },
  );
  await within(first, first.reader.getStatus());
  await first.pass(10_100);
  expect(first.states).toEqual(['empty', 'present']);
  await first.pass(500);
  expect(first.states).toEqual(['empty', 'present', 'empty']);
  first.isPlayed();
  expect(learnt.isSilent).toBe(true);
  const next = watched(status('00', '02'), { learnt });
  await next.pass(600);
  next.isPlayed();
});

test('a reader that stops notifying is polled from then on', async () => {
  const played = play(status('00', '01'));
  let hasNotifications = true;
  const pipe = {
    ...played.pipe,
    get hasNotifications() {
      return hasNotifications;
    },
  };
  const reader = ccidReader(pipe, 0, played.time, silentLog);
  const states: string[] = [];
  reader.onStateChange((state) => states.push(state));
  await played.time.runUntil(() => false, 4_000);
  expect(states).toEqual([]);
  hasNotifications = false;
  await played.time.runUntil(() => false, 700);
  expect(states).toEqual(['present']);
});

test('a mute card stays mute until it is moved', async () => {
  const transcript = `${status('00', '01')}
    => 62 00000000 00 01 010000
    <= 80 00000000 00 01 41FE00
    ${status('02', '01')}${status('03', '02')}${status('04', '01')}`;
  const { reader, states, time, say, pass, isPlayed } = watched(transcript);
  const refused = await within({ time }, reader.connect());
  expect(refused.ok || refused.error.code).toBe('UNRESPONSIVE_CARD');
  expect(await within({ time }, reader.getStatus())).toEqual({ ok: true, value: 'mute' });
  say('5002');
  await pass(100);
  say('5003');
  await pass(100);
  expect(states).toEqual(['mute', 'empty', 'present']);
  isPlayed();
});

test('a card pulled out and put back is another card: nothing goes to it', async () => {
  for (const between of [status('03', '02'), status('03', '01')]) {
    const { reader, states, time, say, pass, isPlayed } = watched(`${POWER_T0}\n${between}`);
    const card = await within({ time }, connected(reader));
    say('5003');
    await pass(100);
    expect(await within({ time }, card.transmit(READ))).toMatchObject({ error: APART });
    expect(await within({ time }, card.reconnect('reset'))).toMatchObject({ error: APART });
    await within({ time }, card.disconnect());
    expect(states.slice(0, 2)).toEqual(['present', 'empty']);
    isPlayed();
  }
});

test('a second connection ends the first', async () => {
  const again = `=> 63 00000000 00 03 000000
    <= 81 00000000 00 03 010000
    => 62 00000000 00 04 010000
    <= 80 02000000 00 04 000000 3B00
    => 61 05000000 00 05 000000 1100000A00
    <= 82 05000000 00 05 000000 1100000A00`;
  await replay(`${POWER_T0}\n${again}`, async (reader) => {
    const first = await connected(reader);
    await connected(reader);
    const late = await first.transmit(READ);
    expect(late.ok || late.error).toMatchObject({ code: 'RESET_CARD', outcome: 'not-sent' });
    await first.disconnect();
  });
});

test('a card that was released takes no more commands, and can be powered up again', async () => {
  const transcript = `${POWER_T0}
    => 63 00000000 00 03 000000
    <= 81 00000000 00 03 010000
    => 62 00000000 00 04 010000
    <= 80 03000000 00 04 000000 3B01AA
    => 61 05000000 00 05 000000 1100000A00
    <= 82 05000000 00 05 000000 1100000A00
    => 6F 05000000 00 06 000000 00B0950008
    <= 80 02000000 00 06 000000 9000`;
  await replay(transcript, async (reader) => {
    const card = await connected(reader);
    await card.disconnect();
    await card.disconnect();
    const late = await card.transmit(READ);
    expect(late.ok || late.error).toMatchObject({ code: 'UNPOWERED_CARD', outcome: 'not-sent' });
    expect(await card.reconnect('reset')).toEqual({ ok: true, value: fromHex('3B01AA') });
    expect(await card.transmit(READ)).toEqual({
      ok: true,
      value: { bytes: fromHex('9000'), answers: 'command' },
    });
  });
});

test('the slot is asked once for a card that is put in: what it said then is enough to power it up', async () => {
  const transcript = `${status('00', '01')}
    => 62 00000000 00 01 010000
    <= 80 02000000 00 01 000000 3B00
    => 61 05000000 00 02 000000 1100000A00
    <= 82 05000000 00 02 000000 1100000A00`;
  const { reader, say, pass, time, isPlayed } = watched(transcript);
  say('5003');
  await pass(100);
  expect((await within({ time }, reader.connect())).ok).toBe(true);
  isPlayed();
});

test('a card that was pulled out unnoticed is missed when it is powered up', async () => {
  const transcript = `${status('00', '01')}
    => 62 00000000 00 01 010000
    <= 80 00000000 00 01 42FE00`;
  const { reader, states, time, isPlayed } = watched(transcript);
  await within({ time }, reader.getStatus());
  expect(await within({ time }, reader.connect())).toMatchObject({
    error: { code: 'NO_SMARTCARD', outcome: 'not-sent' },
  });
  expect(states).toEqual(['present', 'empty']);
  isPlayed();
});

test('closing powers the card down, closes the pipe, and is done once', async () => {
  const transcript = `${POWER_T0}
    => 63 00000000 00 03 000000
    <= 81 00000000 00 03 010000`;
  await replay(transcript, async (reader, { isClosed, say }) => {
    const card = await connected(reader);
    await reader.close();
    await reader.close();
    expect(isClosed()).toBe(true);
    say('5003');
    const late = await card.transmit(READ);
    expect(late.ok || late.error).toMatchObject({
      code: 'READER_UNAVAILABLE',
      outcome: 'not-sent',
    });
    expect(await reader.getStatus()).toEqual({ ok: true, value: 'unavailable' });
  });
});

const JOURNEY = `${POWER_T0}
  => 6F 14000000 00 03 000000 805401000F0000000120261123203912AABBCCDD
  <= 80 02000000 00 03 000000 6108
  => 6F 05000000 00 04 000000 00C0000008
  <= 80 0A000000 00 04 000000 11223344556677889000`;
const DEBIT = '805401000F0000000120261123203912AABBCCDD08';

test('unplugged at any moment: what may have left is never reported as "not-sent"', async () => {
  const steps = sentIn(JOURNEY).length;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: steps - 1 }),
      fc.constantFrom('before', 'while sending', 'before the answer'),
      fc.boolean(),
      async (step, moment, isNoticed) => {
        const played = play(JOURNEY);
        const gone = readerError('READER_UNAVAILABLE', 'unknown', 'unplugged');
        let sends = 0;
        let hasStarted = false;
        let isGone = false;
        const reader = ccidReader(
          {
            ...played.pipe,
            async send(message) {
              const isNow = sends++ === step;
              if (isGone || (isNow && moment === 'before')) {
                isGone = true;
                return { ok: false, error: { ...gone, outcome: 'not-sent' } };
              }
              if (message[0] === 0x6f) hasStarted = true;
              if (!isNow) return played.pipe.send(message);
              isGone = true;
              if (isNoticed) played.breakPipe(gone);
              return moment === 'while sending'
                ? { ok: false, error: gone }
                : { ok: true, value: undefined };
            },
          },
          0,
          played.time,
          silentLog,
        );
        const states: string[] = [];
        reader.onStateChange((state) => states.push(state));
        const outcome = await within(
          played,
          (async () => {
            const card = await reader.connect();
            if (!card.ok) return card.error.outcome;
            const answer = await card.value.transmit(fromHex(DEBIT));
            return answer.ok ? 'answer' : answer.error.outcome;
          })(),
        );
        expect(outcome).not.toBe('answer');
        if (hasStarted) expect(outcome).not.toBe('not-sent');
        else if (step > 2) expect(outcome).toBe('not-sent');
        expect(states[states.length - 1]).toBe('unavailable');
      },
    ),
    { numRuns: 200 },
  );
});
