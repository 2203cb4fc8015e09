import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../src/shared/bytes.ts';
import { createCard, type SimulatedCard } from '../../card/createCard.ts';
import { seededRandom } from '../../environment/simulation.ts';
import { walletCard } from '../walletCards.ts';
import { vpicc } from './vpicc.ts';

let card: SimulatedCard;
let vpcd: Server;
let port: number;
let slot: Promise<Socket>;

beforeEach(async () => {
  card = createCard(walletCard('good'), { random: seededRandom(1) });
  vpcd = createServer();
  slot = new Promise((resolve) => vpcd.once('connection', resolve));
  await new Promise<void>((resolve) => vpcd.listen(0, '127.0.0.1', resolve));
  port = (vpcd.address() as AddressInfo).port;
});

afterEach(() => void vpcd.close());

const answerOf = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once('data', (bytes) => resolve(toHex(bytes))));
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

test('a card in a reader over TCP answers, and can be pulled', async () => {
  const inside = await vpicc(card, port);
  const socket = await slot;
  const answer = answerOf(socket);
  socket.write(fromHex('000104'));
  expect(await answer).toBe(`0011${toHex(card.atr)}`);
  const gone = closed(socket);
  inside.pull();
  await Promise.all([gone, inside.out]);
});

test('a card torn out during a command does not answer, and the reader sees that it is gone', async () => {
  const inside = await vpicc(card, port);
  const socket = await slot;
  let heard = 0;
  socket.on('data', (bytes) => {
    heard += bytes.length;
  });
  card.cutNext({ at: 'before-answer' });
  socket.write(fromHex('000700A40000023F01'));
  await Promise.all([closed(socket), inside.out]);
  expect(heard).toBe(0);
});

test('without a reader a card cannot be put in', async () => {
  await new Promise((resolve) => vpcd.close(resolve));
  await expect(vpicc(card, port)).rejects.toThrow('ECONNREFUSED');
});
