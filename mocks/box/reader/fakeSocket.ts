/**
 * The reader daemon's WebSocket as a page sees it, connected to a host object: hello, welcome, messages. Does not
 * imitate: origins, rates, a second page, sockets that die.
 */
import type { HostObject } from '../../../src/reader/hostObject/hostLink.ts';
import type { SocketLike } from '../../../src/reader/socket/socketHost.ts';
import type { Timers } from '../../../src/shared/time.ts';
import type { SimulatedSlot } from './simulatedSlot.ts';

interface FakeSocketParts {
  readonly host: HostObject;
  readonly slot: SimulatedSlot;
  readonly readerName: string;
  readonly timers: Timers;
  readonly token: string;
}

const BAD_TOKEN = 4401;

/** Makes a class that replaces WebSocket, for one page at a time. */
export function fakeSocket(parts: FakeSocketParts): new (url: string) => SocketLike {
  const { host, slot, readerName, timers, token } = parts;
  return class implements SocketLike {
    onopen: SocketLike['onopen'] = null;
    onmessage: SocketLike['onmessage'] = null;
    onclose: SocketLike['onclose'] = null;
    onerror: SocketLike['onerror'] = null;
    private isKnown = false;

    constructor() {
      timers.after(0, () => this.onopen?.({} as never));
    }

    private say(message: object): void {
      const data = JSON.stringify(message);
      timers.after(0, () => this.onmessage?.({ data }));
    }

    send(text: string): void {
      if (this.isKnown) {
        host.postMessage(text);
        return;
      }
      const { id, method, version, token: given } = JSON.parse(text);
      if (id !== 0 || method !== 'hello' || given !== token) {
        timers.after(0, () => this.onclose?.({ code: BAD_TOKEN }));
        return;
      }
      this.isKnown = true;
      host.onmessage = ({ data }) => this.onmessage?.({ data });
      this.say({ id: 0, result: { version } });
      if (slot.plugged) this.say({ event: 'reader-added', reader: readerName });
    }

    close(): void {
      host.onmessage = null;
    }
  };
}
