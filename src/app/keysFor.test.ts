import { expect, test } from 'vitest';
import { universalKeys } from '../remote/keyProfile.ts';
import { profiles } from '../remote/profiles.fixture.ts';
import type { HttpSend } from '../shared/http.ts';
import { fail, ok } from '../shared/result.ts';
import { keysFor } from './keysFor.ts';

/** A server with these files; `null` is a dead line. */
function server(files: Readonly<Record<string, string | null>> = {}) {
  const asked: string[] = [];
  const lines: string[] = [];
  const send: HttpSend = async ({ url }) => {
    asked.push(url);
    const name = /keys\/(.*)\.json/.exec(url)![1]!;
    const own = files[name];
    if (own === null) return fail({ kind: 'offline' });
    const body = own ?? (name in profiles ? JSON.stringify(profiles[name]) : '');
    return ok({ status: body ? 200 : 404, header: () => null, body });
  };
  const choose = (family: string, asked: string | null = null) =>
    keysFor(asked, family, send, (area, message) => lines.push(`${area}: ${message}`));
  return { asked, lines, choose };
}

test('the file of the family is asked for before the configuration is known', async () => {
  const { asked, choose } = server();
  const chosen = choose('ipanel');
  expect(asked).toEqual(['./keys/ipanel.json']);
  expect(await chosen(undefined)).toEqual({ ok: true, value: profiles.ipanel });
  expect(asked.length).toBe(1);
});

test.each<
  [
    what: string,
    asked: string | null,
    configured: string | undefined,
    name: string,
    requests: number,
  ]
>([
  ['the operator knows better', null, 'guangxi', 'guangxi', 2],
  ['the operator says the same', null, 'desktop', 'desktop', 1],
  ['the address has the last word', 'mag', 'guangxi', 'mag', 1],
])('%s', async (_, byAddress, configured, name, requests) => {
  const { asked, choose } = server();
  const answer = await choose('desktop', byAddress)(configured);
  expect([answer.ok && answer.value.name, asked.length]).toEqual([name, requests]);
});

test('a whole profile in the configuration needs no file', async () => {
  const own = { ...profiles.mag!, name: 'ours' };
  const { choose } = server({ desktop: null });
  expect(await choose('desktop')(own)).toEqual({ ok: true, value: own });
});

test.each<[what: string, file: string | null]>([
  ['a dead line', null],
  ['HTTP 404', ''],
  ['no JSON', '<html>'],
  ['no profile', '{"name":"tizen"}'],
])('%s: the box uses the codes nearly all boxes agree on, and the log says so', async (_, file) => {
  const { lines, choose } = server({ tizen: file });
  expect(await choose('tizen')(undefined)).toEqual({ ok: true, value: universalKeys });
  expect(lines).toEqual(['keys: no tizen']);
});

test.each<[what: string, file: string, error: object]>([
  ['is not there', '', { field: 'keys/ours.json', value: 'HTTP 404' }],
  ['is not JSON', '{"name":', { field: 'keys/ours.json', value: '"{\\"name\\":"' }],
  [
    'has a wrong command',
    JSON.stringify({ ...profiles.mag, keys: { ...profiles.mag!.keys, 77: 'mute' } }),
    { field: 'keys/ours.json.keys.77', value: '"mute"' },
  ],
])('a file the operator named %s: the fault names it', async (_, file, error) => {
  expect(await server({ ours: file }).choose('desktop')('ours')).toMatchObject({
    ok: false,
    error,
  });
});

test('a file the operator named that cannot be fetched is no fault of the configuration', async () => {
  const { lines, choose } = server({ ours: null });
  expect(await choose('desktop')('ours')).toEqual({ ok: true, value: universalKeys });
  expect(lines).toEqual(['keys: no ours']);
});
