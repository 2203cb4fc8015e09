import { expect, test } from 'vitest';
import { fromHex } from '../shared/bytes.ts';
import { ok } from '../shared/result.ts';
import { COMMAND, fresh, replay, script, told } from './t1.fixture.ts';
import { requestIfsd, type SendBlock, transmitT1 } from './t1.ts';
import { buildBlock } from './t1Block.ts';

test('what would never end is given up', async () => {
  const answering = async (pcbs: number[], data: number[]) => {
    let blocks = 0;
    const send: SendBlock = async () => ok(buildBlock(pcbs[blocks++ % pcbs.length]!, data, false));
    return `${told(await transmitT1(send, fromHex(COMMAND), fresh()))} ${blocks}`;
  };
  expect(await answering([0xc3], [1])).toBe('COMM_ERROR unknown 51');
  expect(await answering([0xc1], [9])).toBe('COMM_ERROR unknown 51');
  expect(await answering([0x20, 0x60], [])).toBe('COMM_ERROR answered 1000');
  expect(await answering([0x20, 0x60], Array(254).fill(0))).toBe('COMM_ERROR answered 2');
});

test('each block has its own three repeats', async () => {
  const thrice = (block: string, answer: string) => `=> ${block}\n<= ${answer}\n`.repeat(3);
  const result = await replay(
    `${thrice('00 20 04 80540100', '00 81 00')}
     => 00 20 04 80540100
     <= 00 90 00
     ${thrice('00 40 02 01AA', '00 91 00')}
     => 00 40 02 01AA
     <= 00 20 01 11
     => 00 90 00
     <= ? 00 60 01 22
     => 00 91 00
     <= ? 00 60 01 22
     => 00 91 00
     <= 00 60 01 22
     => 00 80 00
     <= ? 00 00 02 9000
     => 00 81 00
     <= ? 00 00 02 9000
     => 00 81 00
     <= 00 00 02 9000`,
    '8054010001AA',
    fresh({ ifsc: 4, firstIfsc: 4 }),
  );
  expect(result).toBe('11229000');
});

test('lengths that lie are not sent at all', async () => {
  const send = () => Promise.reject(new Error('sent'));
  expect(told(await transmitT1(send, fromHex('00A4040005AA'), fresh()))).toBe(
    'NOT_TRANSACTED not-sent',
  );
});

test('IFSD is asked for three times at most', async () => {
  const state = fresh();
  const once = script('=> 00 C1 01 FE \n <= 00 E1 01 FE');
  expect(told(await requestIfsd(once.send, state, 254))).toBe('');
  expect(state).toMatchObject({ ifsd: 254, lost: false });
  const wrong = script(`=> 00 C1 01 40 \n <= 00 E1 01 41 \n => 00 C1 01 40 \n <= 00 E1 00
    => 00 C1 01 40 \n <= -`);
  expect(told(await requestIfsd(wrong.send, state, 64))).toBe('COMM_ERROR not-sent');
  expect(wrong.rest).toEqual([]);
  expect(state).toMatchObject({ ifsd: 254, lost: true });
  const gone = script('=> 00 C1 01 40 \n <= !gone');
  expect(told(await requestIfsd(gone.send, state, 64))).toBe('REMOVED_CARD not-sent');
});
