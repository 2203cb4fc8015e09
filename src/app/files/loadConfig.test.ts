import { expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import { silentLog } from '../../shared/log.ts';
import { fakeFiles } from '../boot/files.fixture.ts';
import type { untilWhole } from '../boot/untilWhole.ts';
import { loadConfig } from './loadConfig.ts';

const URL = './config.json';
const CONFIG = JSON.stringify({
  name: { 'zh-CN': '星河有线' },
  hotline: '96123',
  accent: '#33ccff',
  tspUrl: '/tsp/v1',
});

type Whole = Parameters<typeof untilWhole>[2];

/** Answers of a server, one after the other; the last one again and again. Tells how many it took. */
async function loadedFrom(...answers: (string | [text: string, status: number])[]) {
  let tries = 0;
  const loaded = await loadConfig(
    {
      async untilWhole(_what, url, whole) {
        for (; tries < 20; ) {
          const answer = answers[Math.min(tries++, answers.length - 1)]!;
          const [text, status] = typeof answer === 'string' ? [answer, 200] : answer;
          const value = (whole as Whole)(text, status);
          if (value !== undefined) return { value: value as never, address: url };
        }
        throw new Error('asked twenty times');
      },
    },
    silentLog,
  );
  return { ...loaded, tries };
}

test('a configuration that fits is taken at once', async () => {
  expect(await loadedFrom(CONFIG)).toMatchObject({ result: { ok: true }, tries: 1 });
});

test.each<[what: string, lost: string | [string, number]]>([
  ['no file', ['', 404]],
  ['a server that is busy', ['{}', 503]],
  ['another file than ours, with an error', [CONFIG.replace('96123', '95123'), 500]],
  ['the page of a gate', '<!doctype html>'],
  ['a page that begins with empty lines', '\n  <html>'],
  ['nothing', ''],
  ['half of it', CONFIG.slice(0, 40)],
])('%s is no fault of the settings: it is asked for again', async (_, lost) => {
  expect(await loadedFrom(lost, CONFIG)).toMatchObject({ result: { ok: true }, tries: 2 });
});

test('what is no JSON twice is what the operator wrote', async () => {
  expect(await loadedFrom('{"name": ')).toMatchObject({
    result: { ok: false, error: { field: 'config.json' } },
    tries: 2,
  });
});

test('a file that is not UTF-8 is refused with that reason', async () => {
  const gbk = new TextDecoder().decode(new Uint8Array([0xd0, 0xc7, 0xba, 0xd3]));
  const { result } = await loadedFrom(CONFIG.replace('星河有线', gbk));
  expect(result).toMatchObject({ ok: false, error: { field: 'config.json', expected: 'UTF-8' } });
});

test('a file that does not fit is looked at again until it has changed', async () => {
  const time = virtualTime();
  const files = fakeFiles({ [URL]: CONFIG.replace('96123', '') });
  const { result, changed } = await loadConfig(files, silentLog);
  expect(result).toMatchObject({ ok: false, error: { field: 'hotline' } });
  let isChanged = false;
  void changed().then(() => {
    isChanged = true;
  });
  await time.runUntil(() => isChanged, 1_000);
  expect(isChanged).toBe(false);
  files.put(URL, CONFIG);
  await time.runUntil(() => isChanged, 1_000);
  expect(isChanged).toBe(true);
});
