/** The process of PC/SC's binding with what makes the real one hard: it refuses at once, has four sessions, loses some. */
import { toHex } from '../../../src/shared/bytes.ts';
import type { Timers } from '../../../src/shared/time.ts';
import { type FakePcscd, failing } from './fakePcscd.fixture.ts';
import { READER_STATE } from './pcsc.ts';
import type { PcscMini } from './pcscMini.ts';

type Callback = (...given: readonly never[]) => void;

const SESSIONS = 4;

class Emitter {
  readonly heard = new Map<string, Callback>();
  on(event: string, callback: Callback): void {
    this.heard.set(event, callback);
  }
}

/** One process: what it holds it holds until it ends. */
export function fakeBinding(timers: Timers, pcscd: FakePcscd) {
  const { world, holders, breaches, monitors, delivered } = pcscd;
  const clients: Client[] = [];
  const held: Session[] = [];
  let isOver = false;

  class Session {
    private isBusy = false;
    private isReleased = false;
    readonly reader: FakeReader;
    readonly insertion: number;
    constructor(reader: FakeReader) {
      this.reader = reader;
      this.insertion = world.get(reader.name()) ?? 0;
    }
    private alone(what: string, run: () => unknown): Promise<unknown> {
      if (this.isReleased) breaches.push(`${what} after the release`);
      if (this.isBusy) breaches.push(`${what} during another call`);
      if (this.isBusy) throw failing('CardIsBusy');
      const calling = pcscd.calls(this.reader.client.life, run);
      this.isBusy = true;
      return calling.finally(() => {
        this.isBusy = false;
      });
    }
    private isThere(): void {
      if (world.get(this.reader.name()) !== this.insertion) throw failing('RemovedCard');
    }
    // Not asynchronous functions: what is thrown at once must leave at once.
    transmit = (apdu: Uint8Array) =>
      this.alone('transmit', () => {
        this.isThere();
        pcscd.times.set(toHex(apdu), (pcscd.times.get(toHex(apdu)) ?? 0) + 1);
        return Uint8Array.of(0x90, 0);
      });
    reconnect = () => this.alone('reconnect', () => this.isThere());
    state = () => this.alone('state', () => ({ atr: Uint8Array.of(0x3b, 0) }));
    disconnect = () => {
      // pcscd lets go of the card, whatever it answers; the binding may have one session less.
      if (holders.get(this.reader.name()) === this) holders.delete(this.reader.name());
      const calling = this.alone('disconnect', () => this.reader.client.sessions--);
      this.isReleased = true;
      return calling;
    };
  }

  class FakeReader extends Emitter {
    readonly client: Client;
    readonly name: () => string;
    constructor(client: Client, name: string) {
      super();
      this.client = client;
      this.name = () => name;
    }
    async connect(): Promise<unknown> {
      const name = this.name();
      if (this.client.sessions >= SESSIONS) throw failing('TooManyCardConnections');
      // A connection that was made and reported as failed would stay until the process ends.
      if (pcscd.faults[0] === 'late') pcscd.faults[0] = 'rejects';
      return pcscd.calls(this.client.life, () => {
        if (!world.get(name)) throw failing('NoSmartCard');
        if (holders.has(name)) throw failing('SharingViolation');
        const session = new Session(this);
        if (!isOver) holders.set(name, session);
        held.push(session);
        this.client.sessions++;
        return session;
      });
    }
  }

  class Client extends Emitter {
    readonly readers = new Map<string, FakeReader>();
    sessions = 0;
    life = 0;
    isStopped = false;
    constructor() {
      super();
      if (pcscd.faults[0] === 'throws') throw failing(String(pcscd.faults.shift()));
      clients.push(this);
    }
    start(): void {
      this.life = pcscd.life();
      if (this.life === 0) throw failing('NoService');
      monitors.add(this);
      for (const name of world.keys()) this.says(name);
    }
    stop(): void {
      this.isStopped = true;
      monitors.delete(this);
      if (this.life !== pcscd.life()) throw failing('InvalidHandle');
    }
    /** Tells a state a little later, as the thread of the real one does. */
    says(name: string): void {
      const insertion = world.get(name);
      timers.after(1, () => {
        const known = this.readers.get(name);
        if (insertion === undefined) {
          this.readers.delete(name);
          if (known) this.emit(known, 'disconnect', [name, 'gone']);
          return;
        }
        const reader = known ?? new FakeReader(this, name);
        this.readers.set(name, reader);
        if (!known) this.emit(this, 'reader', null, reader);
        const state = insertion > 0 ? 'present' : 'empty';
        this.emit(reader, 'change', [name, state], { raw: READER_STATE[state] });
      });
    }
    fails(code: string): void {
      timers.after(1, () => this.emit(this, 'error', null, failing(code)));
    }
    emit(to: Emitter, event: string, truth: [string, string] | null, ...given: readonly unknown[]) {
      if (isOver) return;
      if (truth && !this.isStopped) delivered.push(truth);
      try {
        to.heard.get(event)?.(...(given as never[]));
      } catch (cause) {
        breaches.push(`thrown into the binding: ${String(cause)}`);
      }
    }
  }

  const enums = {
    CardMode: { EXCLUSIVE: 1 },
    CardDisposition: { UNPOWER: 2 },
    Protocol: { ANY: 3 },
  };
  return {
    mini: { Client, ...enums } as unknown as PcscMini,
    /** The process ends: pcscd frees what it held. */
    ends(): void {
      isOver = true;
      for (const client of clients) {
        monitors.delete(client);
        if (client.isStopped) continue;
        for (const name of client.readers.keys()) delivered.push([name, 'gone']);
      }
      for (const session of held) {
        const name = session.reader.name();
        if (holders.get(name) === session) holders.delete(name);
      }
    },
  };
}
