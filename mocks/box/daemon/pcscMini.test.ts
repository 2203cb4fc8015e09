import { beforeEach, expect, test } from 'vitest';
import { virtualTime } from '../../environment/simulation.ts';
import { type PcscMini, pcscMini } from './pcscMini.ts';

type Callback = (...given: readonly never[]) => void;

class FakeClient {
  readonly heard = new Map<string, Callback>();
  isStopped = false;
  constructor() {
    clients.push(this);
  }
  on(event: string, callback: Callback): void {
    this.heard.set(event, callback);
  }
  start(): void {
    if (startFailure) throw startFailure;
  }
  stop(): void {
    this.isStopped = true;
  }
  says(event: string, ...given: readonly unknown[]): void {
    this.heard.get(event)?.(...(given as never[]));
  }
}

class FakeReader {
  readonly heard = new Map<string, Callback>();
  connected: unknown[] = [];
  connectFailure: { code: string } | null = null;
  card = {
    calls: [] as unknown[],
    transmit: async (apdu: Uint8Array) => {
      this.card.calls.push(apdu);
      return Buffer.from('9000', 'hex');
    },
    reconnect: async (...how: readonly number[]) => void this.card.calls.push(how),
    state: async () => ({ atr: Uint8Array.of(0x3b, 0) }),
    disconnect: async (then: number) => void this.card.calls.push(then),
  };
  name(): string {
    return 'slot';
  }
  on(event: string, callback: Callback): void {
    this.heard.set(event, callback);
  }
  async connect(...how: readonly unknown[]): Promise<unknown> {
    this.connected.push(how);
    if (this.connectFailure) throw this.connectFailure;
    return this.card;
  }
  says(event: string, ...given: readonly unknown[]): void {
    this.heard.get(event)?.(...(given as never[]));
  }
}

let clients: FakeClient[];
let startFailure: { code: string } | null;
let ends: string[];
let time: ReturnType<typeof virtualTime>;
let told: unknown[];
let lines: string[];

const mini = {
  Client: FakeClient,
  CardMode: { EXCLUSIVE: 1 },
  CardDisposition: { UNPOWER: 2 },
  Protocol: { ANY: 3 },
} as unknown as PcscMini;

beforeEach(() => {
  clients = [];
  startFailure = null;
  ends = [];
  time = virtualTime();
  told = [];
  lines = [];
});

function watched() {
  const pcsc = pcscMini(
    mini,
    time,
    (_, line) => lines.push(line),
    (why) => ends.push(why),
  );
  pcsc.watch((...given) => told.push(given));
  return pcsc;
}

const last = () => clients[clients.length - 1]!;

function plugged(name = 'slot'): FakeReader {
  const reader = new FakeReader();
  reader.name = () => name;
  last().says('reader', reader);
  reader.says('change', { raw: 0x20 });
  return reader;
}

test('a card is connected exclusively, reset cold, and left without power', async () => {
  const pcsc = watched();
  const reader = plugged();
  const card = await pcsc.connect('slot');
  expect(await card.coldReset()).toEqual(Uint8Array.of(0x3b, 0));
  expect(await card.transmit(Uint8Array.of(1))).toEqual(Uint8Array.of(0x90, 0));
  await card.release();
  expect(reader.connected).toEqual([[1, 3]]);
  expect(reader.card.calls).toEqual([[1, 2], Uint8Array.of(1), 2]);
  expect(told).toEqual([['slot', 0x20]]);
});

test('readers go when they are unplugged', async () => {
  const pcsc = watched();
  plugged().says('disconnect');
  expect(told).toEqual([
    ['slot', 0x20],
    ['slot', null],
  ]);
  await expect(pcsc.connect('slot')).rejects.toEqual({ code: 'UnknownReader' });
});

test('without pcscd it keeps trying, logs that once, and logs when pcscd is back', async () => {
  startFailure = { code: 'NoService' };
  watched();
  await time.runUntil(() => clients.length === 4, 10_000);
  expect(lines).toEqual(['NoService: trying until pcscd is there']);
  startFailure = null;
  await time.runUntil(() => clients.length === 5, 1_000);
  expect(lines[1]).toBe('pcscd is there again');
});

test('when pcscd goes, the client ends, once, and says nothing any more', async () => {
  watched();
  const reader = plugged();
  last().says('error', { code: 'CommError' });
  told.length = 0;
  reader.says('change', { raw: 0x10 });
  reader.says('disconnect');
  last().says('error', { code: 'CommError' });
  expect([ends, told]).toEqual([['CommError'], []]);
  await time.runUntil(() => false, 5_000);
  expect(clients).toHaveLength(1);
});

test('when no connection is left, the client ends', async () => {
  const pcsc = watched();
  plugged().connectFailure = { code: 'TooManyCardConnections' };
  await expect(pcsc.connect('slot')).rejects.toEqual({ code: 'TooManyCardConnections' });
  expect(ends).toEqual(['TooManyCardConnections']);
});

test('while there is no reader another client looks, because the binding may have missed one', async () => {
  watched();
  await time.runUntil(() => clients.length === 3, 2_000);
  expect(clients.map(({ isStopped }) => isStopped)).toEqual([true, true, false]);
  const reader = new FakeReader();
  clients[0]!.says('reader', reader);
  reader.says('change', { raw: 0x20 });
  expect(told).toEqual([]);
  plugged();
  await time.runUntil(() => false, 5_000);
  expect([clients.length, told]).toEqual([3, [['slot', 0x20]]]);
});

test('after stop it does not try again', async () => {
  startFailure = { code: 'NoService' };
  watched().stop();
  await time.runUntil(() => false, 5_000);
  expect(clients).toHaveLength(1);
});

test('what the binding refuses at once is a rejection, inside its own callbacks, too', async () => {
  const pcsc = watched();
  const reader = plugged();
  const card = await pcsc.connect('slot');
  const busy = { code: 'CardIsBusy' };
  Object.assign(reader.card, {
    ...{ transmit: refuse, reconnect: refuse, disconnect: refuse },
  });
  function refuse(): never {
    throw busy;
  }
  for (const call of [() => card.transmit(Uint8Array.of(1)), card.coldReset, card.release]) {
    await expect(call()).rejects.toBe(busy);
  }
  Object.assign(reader, { connect: refuse });
  await expect(pcsc.connect('slot')).rejects.toBe(busy);
});

test('what is thrown inside a callback of the binding ends the client, because the binding would swallow it', () => {
  watched();
  last().says('reader', {});
  expect(ends).toEqual(['TypeError: reader.name is not a function']);
});
