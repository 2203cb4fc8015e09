/** A virtual PICC: puts a card into vpcd's reader over TCP, and takes it out. */
import { createConnection } from 'node:net';
import { vpcdWire, type WireCard } from './vpcdWire.ts';

export interface Vpicc {
  /** Takes the card out by closing the connection, which is the card to vpcd. */
  pull(): void;
  /** Resolves when the card is out: pulled, torn, or vpcd has gone. */
  readonly out: Promise<void>;
}

export const VPCD_PORT = 0x8c7b;

/** Puts `card` into the reader that listens on `port` of this machine. Rejects when nothing listens there. */
export function vpicc(card: WireCard, port: number = VPCD_PORT): Promise<Vpicc> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1');
    const hear = vpcdWire(card);
    const out = new Promise<void>((resolveOut) => socket.once('close', () => resolveOut()));
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.on('data', (bytes: Buffer) => {
        try {
          const answer = hear(bytes);
          if (answer.length > 0) socket.write(answer);
        } catch {
          // Torn out during a command: vpcd gets no answer.
          socket.destroy();
        }
      });
      resolve({ pull: () => void socket.destroy(), out });
    });
  });
}
