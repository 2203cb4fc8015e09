import { expect, test } from 'vitest';
import { batchOf, debit, pppFixture } from './ppp.fixture.ts';

const CARD = '00061998081700000030';
const TERMINAL = '112233445566';

test('the blacklist is empty at first', async () => {
  expect((await pppFixture().ask('GET', '/blacklist')).body).toEqual({ cards: [], terminals: [] });
});

test('debits of a listed terminal or card are rejected, those of others are not', async () => {
  const { ppp, put, results } = pppFixture();
  await ppp.blacklistTerminal(TERMINAL);
  await ppp.blacklistCard('00061998081700000031');
  await put(
    '01',
    batchOf([
      debit(),
      debit({ terminalNo: '112233445567' }),
      debit({ terminalNo: '112233445567', cardSerial: '00061998081700000031' }),
    ]),
  );
  expect(await results('01')).toEqual(['05', '00', '03']);
});

test('a listed card is listed whatever the first two bytes of its serial', async () => {
  const { ppp, put, results } = pppFixture();
  await ppp.blacklistCard(CARD);
  await put('01', batchOf([debit({ cardSerial: `9999${CARD.slice(4)}` })]));
  expect(await results('01')).toEqual(['03']);
});

test('the list is answered in full, or from a time on', async () => {
  const { ppp, ask, clock } = pppFixture();
  await ppp.blacklistCard(CARD);
  clock.time += 60_000;
  await ppp.blacklistTerminal(TERMINAL);
  await ppp.blacklistCard(CARD);
  expect((await ask('GET', '/blacklist')).body).toEqual({ cards: [CARD], terminals: [TERMINAL] });
  const since = encodeURIComponent('2026-11-23T23:32:00+08:00');
  expect((await ask('GET', `/blacklist?since=${since}`)).body).toEqual({
    cards: [],
    terminals: [TERMINAL],
  });
});
