import fc from 'fast-check';
import { expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import type { Timers } from '../../shared/time.ts';
import { type HostObject, hostLink } from './hostLink.ts';
import { parseHostMessage } from './hostMessages.ts';
import { hostObjectProvider } from './hostObjectProvider.ts';

/** Timers a test runs by hand. */
function handTimers(): Timers & { fire(): void } {
  const due: (() => void)[] = [];
  return {
    after(_, callback) {
      due.push(callback);
      return () => {
        const at = due.indexOf(callback);
        if (at >= 0) due.splice(at, 1);
      };
    },
    fire() {
      for (const callback of due.splice(0)) callback();
    },
  };
}

/** A host that answers by a table of methods; `undefined` stays silent. */
function scriptedHost(
  table: Record<string, (request: Record<string, unknown>) => object | undefined>,
) {
  const host: HostObject & { asked: string[] } = {
    asked: [],
    onmessage: null,
    postMessage(json) {
      const request = JSON.parse(json) as Record<string, unknown>;
      host.asked.push(String(request.apdu ?? request.method));
      const reply = table[String(request.method)]?.(request);
      if (reply)
        queueMicrotask(() =>
          host.onmessage?.({ data: JSON.stringify({ id: request.id, ...reply }) }),
        );
    },
  };
  return host;
}

const table = {
  list: () => ({ result: { readers: ['slot 1', 7] } }),
  open: () => ({ result: { state: 'present' } }),
  powerOn: () => ({ result: { atr: '3B6D00' } }),
  transmit: ({ apdu }: Record<string, unknown>) =>
    apdu === '00C0000002' ? { result: { answer: 'BEEF9000' } } : { result: { answer: '6102' } },
  powerOff: () => ({ result: {} }),
};

async function connect(host: HostObject, timers = handTimers()) {
  const provider = hostObjectProvider(hostLink(host, timers, silentLog), silentLog);
  const reader = await provider.open('slot 1');
  const card = reader.ok ? await reader.value.connect() : reader;
  if (!card.ok) throw new Error(card.error.code);
  return { provider, card: card.value, timers };
}

test('a card behind a host object: list, open, power, transmit with GET RESPONSE', async () => {
  const host = scriptedHost(table);
  const { provider, card } = await connect(host);
  expect(await provider.listReaders()).toEqual({
    ok: true,
    value: [{ name: 'slot 1', transport: 'host-object' }],
  });
  expect(toHex(card.atr)).toBe('3B6D00');
  const answer = await card.transmit(fromHex('00A40400023F0100'));
  expect(answer.ok && toHex(answer.value.bytes)).toBe('BEEF9000');
  expect(host.asked).toEqual(['open', 'powerOn', 'list', '00A40400023F01', '00C0000002']);
});

test.each([
  [undefined, ''],
  ['slot 2', ''],
  [['slot 2', 7, 'slot 3'], 'slot 2, slot 3'],
  [['x'.repeat(99)], `${'x'.repeat(60)}…`],
])(
  'readers that the host does not watch, %j, are known to technicians as "%s"',
  async (unwatched, told) => {
    const host = scriptedHost({ list: () => ({ result: { readers: ['slot 1'], unwatched } }) });
    const provider = hostObjectProvider(hostLink(host, handTimers(), silentLog), silentLog);
    expect(provider.unwatched?.()).toBe('');
    await provider.listReaders();
    expect(provider.unwatched?.()).toBe(told);
  },
);

test('a host that stays silent after a command leaves its outcome unknown', async () => {
  const host = scriptedHost({ ...table, transmit: () => undefined });
  const { card, timers } = await connect(host);
  const answer = card.transmit(fromHex('8054010000'));
  await Promise.resolve().then(() => Promise.resolve());
  timers.fire();
  const result = await answer;
  expect(result.ok || result.error).toMatchObject({ code: 'TIMEOUT', outcome: 'unknown' });
});

test('a host that throws did not get the command', async () => {
  const host = scriptedHost(table);
  const { card } = await connect(host);
  host.postMessage = () => {
    throw new Error('port closed');
  };
  const result = await card.transmit(fromHex('8054010000'));
  expect(result.ok || result.error.outcome).toBe('not-sent');
});

test.each([
  ['no hex', { result: { answer: 'zz' } }, 'unknown'],
  ['no answer field', { result: {} }, 'unknown'],
  ['an error without outcome', { error: { code: 'REMOVED_CARD' } }, 'unknown'],
  ['an error of an unknown code', { error: { code: 'OOPS', outcome: 'maybe' } }, 'unknown'],
  [
    'an error that says not sent',
    { error: { code: 'NO_SMARTCARD', outcome: 'not-sent' } },
    'not-sent',
  ],
])('%s: the outcome is never better than the host says', async (_, reply, outcome) => {
  const { card } = await connect(scriptedHost({ ...table, transmit: () => reply }));
  const result = await card.transmit(fromHex('8054010000'));
  expect(result.ok || result.error.outcome).toBe(outcome);
});

test.each([
  ['command', '9302', 'command'],
  ['follow-up', '9302', 'follow-up'],
  ['unknown', '9302', 'unknown'],
  [undefined, '9302', 'unknown'],
  ['Command', '9302', 'unknown'],
  [true, '9302', 'unknown'],
  [['command'], '9302', 'unknown'],
])('a host that says %j of a status word: %s answers %s', async (answers, word, told) => {
  const transmit = () => ({ result: { answer: word, answers } });
  const { card } = await connect(scriptedHost({ ...table, transmit }));
  const result = await card.transmit(fromHex('80540100010108'));
  expect(result.ok && result.value.answers).toBe(told);
});

test('what the page fetches itself answers its GET RESPONSE, whatever the host says of it', async () => {
  const transmit = ({ apdu }: Record<string, unknown>) => ({
    result: { answer: apdu === '00C0000008' ? '9302' : '6108', answers: 'command' },
  });
  const { card } = await connect(scriptedHost({ ...table, transmit }));
  const result = await card.transmit(fromHex('80540100010108'));
  expect(result.ok && result.value.answers).toBe('follow-up');
});

test('events reach the listener, late answers and garbage are dropped', async () => {
  const host = scriptedHost(table);
  const link = hostLink(host, handTimers(), silentLog);
  const seen: unknown[] = [];
  link.onEvent((event) => seen.push(event));
  for (const message of [
    { event: 'state', reader: 'slot 1', state: 'empty' },
    { event: 'reader-removed', reader: 'slot 1' },
    { event: 'state', reader: 'slot 1', state: 'melted' },
    { id: 99, result: {} },
  ]) {
    host.onmessage?.({ data: JSON.stringify(message) });
  }
  expect(seen).toEqual([
    { kind: 'state', reader: 'slot 1', state: 'empty' },
    { kind: 'readers', change: 'reader-removed', reader: 'slot 1' },
  ]);
});

test('without a host object the port says so', async () => {
  const provider = hostObjectProvider(undefined, silentLog);
  expect(await provider.probe()).toBe('unsupported');
  const readers = await provider.listReaders();
  expect(readers.ok || readers.error.code).toBe('NO_SERVICE');
});

test('no message of a host makes the parser throw', () => {
  const anything = fc.oneof(fc.string(), fc.json(), fc.anything());
  fc.assert(fc.property(anything, (message) => typeof parseHostMessage(message).ok === 'boolean'));
});

test('no other port is kept waiting for a slow host; its list is told of when it comes, and taken without asking again', async () => {
  const time = virtualTime();
  const host = scriptedHost({ ...table, list: () => undefined });
  const provider = hostObjectProvider(hostLink(host, time, silentLog), silentLog);
  const told: object[] = [];
  provider.onReaderChange((change) => told.push(change));
  let listed: object | undefined;
  void provider.listReaders().then((answer) => {
    listed = answer;
  });
  await time.runUntil(() => listed !== undefined, 3_000);
  expect(listed).toMatchObject({ ok: false, error: { code: 'TIMEOUT' } });
  host.onmessage?.({ data: '{"id":1,"result":{"readers":["slot 1"]}}' });
  await time.runUntil(() => told.length > 0, 10);
  const reader = { name: 'slot 1', transport: 'host-object' };
  expect(told).toEqual([{ type: 'reader-added', reader }]);
  expect(await provider.listReaders()).toEqual({ ok: true, value: [reader] });
  expect(host.asked).toEqual(['list']);
});

test('a page script that takes the answers for itself has them until the next question', async () => {
  const host = scriptedHost(table);
  const link = hostLink(host, handTimers(), silentLog);
  host.onmessage = null;
  expect(await link.ask({ method: 'list' }, 1_000)).toMatchObject({ ok: true });
});
