import { expect, test } from 'vitest';
import { virtualTime } from '../../mocks/environment/simulation.ts';
import { type HostLink, hostLink } from '../reader/hostObject/hostLink.ts';
import { readerError } from '../reader/readerError.ts';
import { fromHex, toHex, utf8 } from '../shared/bytes.ts';
import { silentLog } from '../shared/log.ts';
import { fail, ok } from '../shared/result.ts';
import { hostBox } from './hostBox.ts';

const quiet = { onSilent: () => {}, onSlow: () => {} };
const SIGNATURE = 'AB'.repeat(32);
type Answer = Awaited<ReturnType<HostLink['ask']>>;

function link(answers: { identity?: Answer; sign?: Answer }) {
  const asked: object[] = [];
  const host: HostLink & { asked: object[] } = {
    asked,
    ask: async (request) => {
      asked.push(request);
      const answer = answers[request.method as 'identity' | 'sign'];
      return answer ?? fail(readerError('TIMEOUT', 'unknown'));
    },
    onEvent: () => () => {},
  };
  return host;
}
const identity = ok({ stbId: 'STB-00A1B2C3D4' });

test('the host says who the box is, and signs for it', async () => {
  const host = link({ identity, sign: ok({ signature: SIGNATURE }) });
  const box = await hostBox(host, quiet);
  if (!box.ok) throw new Error(box.error);
  expect(box.value.stbId).toBe('STB-00A1B2C3D4');
  expect(toHex(await box.value.sign(utf8('hello')))).toBe(SIGNATURE);
  expect(host.asked).toEqual([{ method: 'identity' }, { method: 'sign', data: '68656C6C6F' }]);
});

test('without a host object there is no box', async () => {
  expect(await hostBox(undefined, quiet)).toEqual({
    ok: false,
    error: 'no stbHost object in the page',
  });
});

test('a silent host is named, with what it did not answer', async () => {
  expect(await hostBox(link({}), quiet)).toEqual({
    ok: false,
    error: 'stbHost "identity": TIMEOUT',
  });
});

test.each([undefined, 7, '', 'a b', 'x'.repeat(41), '"; DROP', 'STB\n'])(
  'the identity %j is not accepted',
  async (stbId) => {
    const box = await hostBox(link({ identity: ok({ stbId }) }), quiet);
    expect(box.ok || box.error).toMatch(/no stbId/);
  },
);

test.each<[what: string, Answer]>([
  ['silence', fail(readerError('TIMEOUT', 'unknown'))],
  ['no signature', ok({})],
  ['31 bytes', ok({ signature: 'AB'.repeat(31) })],
  ['33 bytes', ok({ signature: 'AB'.repeat(33) })],
  ['no hex', ok({ signature: 'ZZ'.repeat(32) })],
  ['a list', ok({ signature: [...fromHex(SIGNATURE)] })],
])('%s instead of a signature rejects: nothing goes out badly signed', async (_, sign) => {
  const box = await hostBox(link({ identity, sign }), quiet);
  if (!box.ok) throw new Error(box.error);
  await expect(box.value.sign(utf8('hello'))).rejects.toThrow();
});

test('a signature that is long in coming is waited for, and the screen is told', async () => {
  const time = virtualTime();
  const told: boolean[] = [];
  const host = {
    onmessage: null as null | ((event: { readonly data: unknown }) => void),
    postMessage(json: string) {
      const { id, method } = JSON.parse(json) as { id: number; method: string };
      const result = method === 'sign' ? { signature: SIGNATURE } : { stbId: 'STB-1' };
      time.after(method === 'sign' ? 20_000 : 0, () =>
        host.onmessage?.({ data: JSON.stringify({ id, result }) }),
      );
    },
  };
  const asked = hostBox(hostLink(host, time, silentLog), {
    onSilent: () => {},
    onSlow: (isSlow) => told.push(isSlow),
  });
  await time.runUntil(() => false, 10);
  const box = await asked;
  if (!box.ok) throw new Error(box.error);
  let signed = '';
  void box.value.sign(utf8('hello')).then((bytes) => {
    signed = toHex(bytes);
  });
  await time.runUntil(() => false, 5_000);
  expect([told, signed]).toEqual([[true], '']);
  await time.runUntil(() => false, 20_000);
  expect([told, signed]).toEqual([[true, false], SIGNATURE]);
});

test('a signature that comes in time is not called slow, then or later', async () => {
  const time = virtualTime();
  const told: boolean[] = [];
  const host = {
    onmessage: null as null | ((event: { readonly data: unknown }) => void),
    postMessage(json: string) {
      const { id } = JSON.parse(json) as { id: number };
      const result = { stbId: 'STB-1', signature: SIGNATURE };
      time.after(1_000, () => host.onmessage?.({ data: JSON.stringify({ id, result }) }));
    },
  };
  const asked = hostBox(hostLink(host, time, silentLog), {
    onSilent: () => {},
    onSlow: (isSlow) => told.push(isSlow),
  });
  await time.runUntil(() => false, 1_000);
  const box = await asked;
  if (!box.ok) throw new Error(box.error);
  void box.value.sign(utf8('hello'));
  await time.runUntil(() => false, 60_000);
  expect(told).not.toContain(true);
});
