/** The whole port against simulated readers: their models, and every fault they can be told to have, at DEBIT. */
import { expect, test } from 'vitest';
import { goodCard } from '../../../mocks/box/reader/ccid.fixture.ts';
import { createFakeUsb } from '../../../mocks/box/reader/fakeUsb.ts';
import { NAMED_FAULTS, type ReaderFaultName } from '../../../mocks/box/reader/namedFaults.ts';
import { READER_MODELS, type ReaderModelName } from '../../../mocks/box/reader/readerModels.ts';
import { createSlot } from '../../../mocks/box/reader/simulatedSlot.ts';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { fromHex, toHex } from '../../shared/bytes.ts';
import { silentLog } from '../../shared/log.ts';
import { within } from '../ccid/transcript.fixture.ts';
import { webUsbProvider } from './webUsbProvider.ts';

const SELECT = fromHex('00A40400023F0000');
/** DEBIT FOR PURCHASE without an INIT: the card answers it, and rejects it. */
const DEBIT = fromHex('805401000F0000000120261123203912AABBCCDD08');

function plugged(model: ReaderModelName, faults: (typeof NAMED_FAULTS)[ReaderFaultName] | []) {
  const time = virtualTime(0);
  const slot = createSlot();
  let debits = 0;
  let answer = '';
  slot.insert(goodCard());
  slot.onExchange((exchange) => {
    if (exchange.command[1] !== 0x54) return;
    debits++;
    answer = exchange.answer ? toHex(exchange.answer) : '';
  });
  const { usb } = createFakeUsb({
    timers: time,
    slot,
    model: READER_MODELS[model],
    faults,
    granted: 'policy',
    allowsProtected: true,
    failingClaims: 2,
  });
  const provider = webUsbProvider(usb, { timers: time, log: silentLog });
  const soon = <T>(act: Promise<T>) => within({ time }, act);
  async function debit(): Promise<string> {
    const [first] = await soon(provider.listReaders()).then((all) => (all.ok ? all.value : []));
    if (!first) return 'no reader';
    const reader = await soon(provider.open(first.name));
    if (!reader.ok) return `open ${reader.error.code}`;
    const card = await soon(reader.value.connect());
    if (!card.ok) return `connect ${card.error.code} ${card.error.outcome}`;
    await soon(card.value.transmit(SELECT));
    const sent = await soon(card.value.transmit(DEBIT));
    return sent.ok ? toHex(sent.value.bytes) : `${sent.error.code} ${sent.error.outcome}`;
  }
  const seen = () => ({ debits, answer });
  return { time, slot, debit, seen, pass: (ms: number) => time.runUntil(() => false, ms) };
}

const MODELS = Object.keys(READER_MODELS) as ReaderModelName[];
const FAULTS = Object.keys(NAMED_FAULTS) as ReaderFaultName[];

test.each(MODELS)('%s: a card is read', async (model) => {
  const { debit, seen } = plugged(model, []);
  const said = await debit();
  expect(seen()).toEqual({ debits: 1, answer: said });
});

/** Models that differ only in their descriptors would meet the same faults in the same way. */
const KINDS = MODELS.filter((name) => !['automatic', 'bare', 'protected'].includes(name));
const PAIRS = KINDS.flatMap((model) => FAULTS.map((fault) => [model, fault] as const));

test.each(PAIRS)(
  '%s, %s: one DEBIT at most, and nothing false is reported',
  async (model, fault) => {
    const { slot, debit, seen, pass } = plugged(model, NAMED_FAULTS[fault]);
    const said = await debit();
    const { debits, answer } = seen();
    expect(debits).toBeLessThanOrEqual(1);
    if (/not-sent$/.test(said)) expect(debits).toBe(0);
    if (/^[0-9A-F]+$/.test(said)) expect([debits, answer]).toEqual([1, said]);
    // And what comes after: the reader works again, by itself, once nothing is wrong any more.
    if (!slot.plugged) slot.plug();
    slot.pull();
    slot.insert(goodCard());
    await pass(25_000);
    expect(await debit()).toBe(seen().answer);
    expect(seen().debits).toBe(debits + 1);
  },
);
