import { expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { type KeyProfile, universalKeys } from '../../remote/keyProfile.ts';
import { profiles } from '../../remote/profiles.fixture.ts';
import { fakeFiles } from '../boot/files.fixture.ts';
import { keysFor } from './keysFor.ts';

declare const __KEYS__: string;

const urlOf = (name: string) => `./keys/${__KEYS__}/${name}.json`;
/** What the operator has put on the server is beside the folder of the build. */
const ownUrlOf = (name: string) => `./keys/${name}.json`;
/** All profiles of the build. */
const shipped = Object.fromEntries(
  Object.entries(profiles).map(([name, profile]) => [urlOf(name), JSON.stringify(profile)]),
);

/** A server with these files beside the profiles of the build; `null` is one that does not come. */
function server(own: Readonly<Record<string, string | null>> = {}) {
  const time = virtualTime();
  const files = fakeFiles({
    ...shipped,
    ...Object.fromEntries(
      Object.entries(own).map(([name, text]) => [
        name in profiles ? urlOf(name) : ownUrlOf(name),
        text,
      ]),
    ),
  });
  const lines: string[] = [];
  const late: KeyProfile[] = [];
  const choose = (family: string, asked: string | null = null) =>
    keysFor(asked, family, {
      boot: files,
      timers: time,
      log: (area, message) => lines.push(`${area}: ${message}`),
      onLate: (profile) => late.push(profile),
    });
  /** Waits as long as the portal does. */
  async function chosen<T>(choosing: Promise<T>) {
    let answer: T | undefined;
    void choosing.then((found) => {
      answer = found;
    });
    await time.runUntil(() => answer !== undefined, 3_000);
    return answer;
  }
  return { ...files, time, lines, late, choose, chosen };
}

test('the file of the family is asked for before the configuration is known', async () => {
  const { asked, choose, chosen } = server();
  const choosing = choose('ipanel');
  expect(asked).toEqual([urlOf('ipanel')]);
  expect(await chosen(choosing(undefined))).toEqual({ ok: true, value: profiles.ipanel });
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
  const { asked, choose, chosen } = server();
  const answer = await chosen(choose('desktop', byAddress)(configured));
  expect([answer?.ok && answer.value.name, asked.length]).toEqual([name, requests]);
});

test('a file of the operator’s is asked for where the build has none of that name', async () => {
  const { asked, choose, chosen } = server({ ours: JSON.stringify(profiles.mag) });
  expect(await chosen(choose('desktop')('ours'))).toEqual({ ok: true, value: profiles.mag });
  expect(asked).toEqual([urlOf('desktop'), urlOf('ours'), ownUrlOf('ours')]);
});

test('a whole profile in the configuration needs no file', async () => {
  const own = { ...profiles.mag!, name: 'ours' };
  const { choose, chosen } = server({ desktop: null });
  expect(await chosen(choose('desktop')(own))).toEqual({ ok: true, value: own });
});

test.each<[what: string, file: string | undefined]>([
  ['no file', undefined],
  ['no JSON', '{"name":'],
  ['no profile', '{"name":"tizen"}'],
])(
  '%s for the family: the box uses the codes nearly all boxes agree on, and the log says so',
  async (_, file) => {
    const { lines, choose, chosen } = server(file === undefined ? {} : { other: file });
    expect(await chosen(choose('other')(undefined))).toEqual({ ok: true, value: universalKeys });
    expect(lines).toEqual(['keys: no other']);
  },
);

test.each<[what: string, file: string | undefined, error: object]>([
  ['is not there', undefined, { field: 'keys/ours.json', value: 'HTTP 404' }],
  ['is not JSON', '{"name":', { field: 'keys/ours.json', value: '"{\\"name\\":"' }],
  [
    'is in GBK',
    JSON.stringify({ ...profiles.mag, source: '\ufffd\ufffd' }),
    { field: 'keys/ours.json', expected: 'UTF-8' },
  ],
  [
    'has a wrong command',
    JSON.stringify({ ...profiles.mag, keys: { ...profiles.mag!.keys, 77: 'mute' } }),
    { field: 'keys/ours.json.keys.77', value: '"mute"' },
  ],
])('a file the operator named %s: the fault names it', async (_, file, error) => {
  const { choose, chosen } = server(file === undefined ? {} : { ours: file });
  expect(await chosen(choose('desktop')('ours'))).toMatchObject({ ok: false, error });
});

test('a file that the operator named and that does not fit is looked at until it has changed', async () => {
  const { choose, chosen, put } = server({ ours: '{}' });
  const read = await chosen(choose('desktop')('ours'));
  if (!read || read.ok) throw new Error('it fits');
  let isChanged = false;
  const changing = read.error.changed().then(() => {
    isChanged = true;
  });
  put(ownUrlOf('ours'), '{}');
  await null;
  expect(isChanged).toBe(false);
  put(ownUrlOf('ours'), JSON.stringify(profiles.mag));
  await changing;
});

test('one that a server has not got yet is looked for among those of the build, too', async () => {
  const { choose, chosen, put } = server();
  const read = await chosen(choose('desktop')('ours'));
  if (!read || read.ok) throw new Error('it is there');
  const changing = read.error.changed();
  put(urlOf('ours'), JSON.stringify(profiles.mag));
  await changing;
});

test.each<[what: string, text: string]>([
  ['half of it', '{"name":"ipanel","keys"'],
  ['the page of a gate', '<html>'],
])('%s, again and again, is no profile of the build: it is waited for', async (_, text) => {
  const { late, put, time, choose, chosen } = server({ ipanel: text });
  expect(await chosen(choose('ipanel')(undefined))).toEqual({ ok: true, value: universalKeys });
  put(urlOf('ipanel'), JSON.stringify(profiles.ipanel));
  await time.runUntil(() => late.length > 0, 0);
  expect(late).toEqual([profiles.ipanel]);
});

test('a file that does not come is not waited for; its keys are used when it comes', async () => {
  const { lines, late, put, time, choose, chosen } = server({ ipanel: null });
  const choosing = choose('ipanel')(undefined);
  expect(await chosen(choosing)).toEqual({ ok: true, value: universalKeys });
  expect([lines, late]).toEqual([['keys: waits for ipanel'], []]);
  put(urlOf('ipanel'), JSON.stringify(profiles.ipanel));
  await time.runUntil(() => late.length > 0, 0);
  expect(late).toEqual([profiles.ipanel]);
});
