import { expect, test } from 'vitest';
import type { Fetch } from '../../../environment/environment.ts';
import { defaultLimits } from '../base/limits.ts';
import type { TspSetup } from '../base/ports.ts';
import { virtualTime } from '../virtualTime.fixture.ts';
import { createHouseholds } from './households.ts';

function asking(boss: Fetch) {
  const time = virtualTime(0);
  const asked: string[] = [];
  const setup = {
    environment: time,
    limits: defaultLimits,
    boss: (request: Request) => {
      asked.push(decodeURIComponent(new URL(request.url).pathname + new URL(request.url).search));
      return boss(request);
    },
  } as unknown as TspSetup;
  return { asked, time, ...createHouseholds(setup) };
}

const household = { subscriber: {}, boxes: [], services: [], dues: [] };
const problem = (status: number, code: string) => async () => Response.json({ code }, { status });

test('BOSS is asked by name, by the end of a number, or for one household', async () => {
  const { asked, find, read } = asking(async (request) =>
    Response.json(request.url.includes('household') ? household : { found: [], isMore: false }),
  );
  expect(await find({ name: '王晓明' })).toEqual({ ok: true, value: { found: [], isMore: false } });
  expect((await find({ tail: '2107' })).ok).toBe(true);
  expect(await read('sub-1')).toEqual({ ok: true, value: household });
  expect(asked).toEqual([
    '/boss/v1/subscribers?name=王晓明',
    '/boss/v1/subscribers?tail=2107',
    '/boss/v1/subscribers/sub-1/household',
  ]);
});

test.each<[string, Fetch, 'unknown' | 'silent']>([
  ['does not know the subscriber', problem(404, 'subscriber.unknown'), 'unknown'],
  ['has no such call', problem(404, 'request.not_found'), 'silent'],
  ['fails', problem(500, 'x'), 'silent'],
  ['answers something else', async () => Response.json({ boxes: 1 }), 'silent'],
  ['answers nothing', async () => Response.json(null), 'silent'],
])('a BOSS that %s', async (_, boss, error) => {
  expect(await asking(boss).read('sub-1')).toEqual({ ok: false, error });
});

test('a BOSS that is silent again and again is left alone for a while', async () => {
  const { asked, read } = asking(problem(503, 'unavailable'));
  for (let n = 0; n < defaultLimits.circuitFailures + 3; n++) await read('sub-1');
  expect(asked).toHaveLength(defaultLimits.circuitFailures);
});
