import { expect, test } from 'vitest';
import type { Bytes } from '../../../../src/shared/bytes.ts';
import type { Pcsc, PcscCard } from './pcsc.ts';
import { type FromChild, servePcsc } from './pcscWire.ts';

const apdu = Uint8Array.of(1) as Bytes;
const card: PcscCard = {
  async transmit(given) {
    if (given[0] === 1) throw { code: 'NotTransacted' };
    return Uint8Array.of(0x90, 0);
  },
  coldReset: async () => Uint8Array.of(0x3b, 0),
  release: async () => {},
};
const pcsc: Pcsc = {
  watch(callback, serves) {
    serves(true);
    callback('slot', 0x20);
  },
  connect: async () => card,
  stop() {},
};

test('what is told, answered and failed goes through as it is; a card that was released is none', async () => {
  const sent: FromChild[] = [];
  const take = servePcsc(pcsc, (message) => sent.push(message));
  const asks = async (ask: Parameters<typeof take>[0]) => {
    take(ask);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await asks({ id: 1, call: 'connect', reader: 'slot' });
  await asks({ id: 2, call: 'coldReset', card: 1 });
  await asks({ id: 3, call: 'transmit', card: 1, apdu });
  await asks({ id: 4, call: 'transmit', card: 1, apdu: Uint8Array.of(2) as Bytes });
  await asks({ id: 5, call: 'release', card: 1 });
  await asks({ id: 6, call: 'transmit', card: 1, apdu });
  expect(sent).toEqual([
    { isThere: true },
    { reader: 'slot', flags: 0x20 },
    { id: 1, value: 1 },
    { id: 2, value: Uint8Array.of(0x3b, 0) },
    { id: 3, code: 'NotTransacted' },
    { id: 4, value: Uint8Array.of(0x90, 0) },
    { id: 5, value: undefined },
    { id: 6, code: 'InvalidHandle' },
  ]);
});
