import { expect, test } from 'vitest';
import { fromHex, toHex } from '../shared/bytes.ts';
import { fail, ok } from '../shared/result.ts';
import { type CardPort, cardConnection } from './cardConnection.ts';
import { readerError } from './readerError.ts';

/** A port that answers when told to, and writes down what it is asked. */
function slowPort() {
  const trail: string[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  const slowly = async <T>(what: string, answer: T): Promise<T> => {
    expect(++busy).toBe(1);
    trail.push(what);
    await new Promise<void>((resolve) => waiting.push(resolve));
    busy--;
    return answer;
  };
  const port: CardPort = {
    powerOn: () => slowly('on', ok({ atr: fromHex('3B01AA'), activeProtocol: 'T1' })),
    transmit: (command) =>
      slowly(toHex(command), ok({ bytes: fromHex('9000'), answers: 'command' as const })),
    powerOff: () => slowly('off', undefined),
  };
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    trail,
    port,
    async answer(times: number) {
      for (let time = 0; time < times; time++) {
        await nextTurn();
        waiting.shift()?.();
      }
      await nextTurn();
    },
  };
}
const card = { atr: fromHex('3B00'), activeProtocol: 'T0' } as const;
const apdu = (ins: string) => fromHex(`00${ins}0000`);

test('commands go one at a time, in the order of the calls', async () => {
  const { port, trail, answer } = slowPort();
  const connection = cardConnection(port, card);
  void connection.transmit(apdu('A4'));
  void connection.transmit(apdu('B0'));
  await answer(1);
  void connection.disconnect();
  expect(trail).toEqual(['00A40000', '00B00000']);
  await answer(2);
  expect(trail).toEqual(['00A40000', '00B00000', 'off']);
});

test('no other command comes between the commands of a transaction', async () => {
  const { port, trail, answer } = slowPort();
  const connection = cardConnection(port, card);
  const done = connection.transaction(async (channel) => {
    await channel.transmit(apdu('50'));
    return channel.transmit(apdu('54'));
  });
  void connection.transmit(apdu('5C'));
  await answer(3);
  expect(trail).toEqual(['00500000', '00540000', '005C0000']);
  expect((await done).ok).toBe(true);
});

test('a transaction that throws does not delay those after it', async () => {
  const { port, trail, answer } = slowPort();
  const connection = cardConnection(port, card);
  const broken = connection.transaction(async () => {
    throw new Error('oops');
  });
  void connection.transmit(apdu('5C'));
  await expect(broken).rejects.toThrow('oops');
  await answer(1);
  expect(trail).toEqual(['005C0000']);
});

test('after a reset the connection tells the new answer to reset', async () => {
  const { port, trail, answer } = slowPort();
  const connection = cardConnection(port, card);
  expect(await connection.reconnect('leave')).toEqual(ok(card.atr));
  const again = connection.reconnect('reset');
  await answer(1);
  expect(await again).toEqual(ok(fromHex('3B01AA')));
  expect([connection.atr, connection.activeProtocol, trail]).toEqual([
    fromHex('3B01AA'),
    'T1',
    ['on'],
  ]);
});

test('a card that does not come up again stays what it was', async () => {
  const error = readerError('UNRESPONSIVE_CARD', 'answered');
  const connection = cardConnection({ ...slowPort().port, powerOn: async () => fail(error) }, card);
  expect(await connection.reconnect('unpower')).toEqual(fail(error));
  expect(connection.atr).toBe(card.atr);
});

test('a card that is left alone keeps its power, and a cancelled command is not sent', async () => {
  const { port, trail } = slowPort();
  const connection = cardConnection(port, card);
  await connection.disconnect('leave');
  const aborted = { aborted: true, onAbort: () => () => {} };
  const answer = await connection.transmit(apdu('54'), { signal: aborted });
  expect(answer.ok || answer.error).toMatchObject({ code: 'CANCELLED', outcome: 'not-sent' });
  expect(trail).toEqual([]);
});
