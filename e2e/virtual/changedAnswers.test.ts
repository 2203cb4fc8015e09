/** Each field and each header of each answer of a payment changed: no wrong amount on screen, and the money right at the end. */
import { expect, test } from 'vitest';
import type { Fetch } from '../../mocks/environment/environment.ts';
import { quickWorlds } from '../enumerate/quickWorlds.fixture.ts';
import { callOf, type Outcome, PRICE_FEN, payThrough } from './changedAnswers.fixture.ts';
import { type Lie, lyingTsp } from './lyingTsp.fixture.ts';

quickWorlds();

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The answers that a TSP gave, by call; the first of each. */
async function truthsOf(scenarioName?: string): Promise<[ReadonlyMap<string, Json>, Outcome]> {
  const truths = new Map<string, Json>();
  const honest: Lie = (said, request) => {
    const call = callOf(request);
    if (!truths.has(call) && said.status < 300) truths.set(call, said.body as Json);
    return said;
  };
  const outcome = await payThrough(
    (fetch) => lyingTsp(fetch, honest),
    () => {},
    scenarioName,
  );
  return [truths, outcome];
}

/** Where the values of a message stand. */
function paths(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, child]) => paths(child, [...path, name]));
}

function changed(value: Json, [name, ...rest]: readonly string[], by: (leaf: Json) => Json): Json {
  if (name === undefined) return by(value);
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const child = (copy as Record<string, Json>)[name];
  if (child !== undefined) (copy as Record<string, Json>)[name] = changed(child, rest, by);
  return copy as Json;
}

const STATES = ['CONFIRMED', 'IN_DOUBT', 'COMPLETED', 'CREDITED', 'SETTLED'];
const MONEY = ['untouched', 'unknown', 'taken', 'returned'];
const VERDICTS = ['debited', 'not-debited', 'undecided', 'manual', 'perhaps'];

/** What a liar makes of a value. */
function liesAbout(name: string, value: Json): Json[] {
  if (name === 'state') return STATES.filter((word) => word !== value);
  if (name === 'money') return MONEY.filter((word) => word !== value);
  if (name === 'verdict') return VERDICTS.filter((word) => word !== value);
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return /Fen$/.test(name) ? [value + 1, 100] : [value + 1];
  if (typeof value !== 'string') return ['x'];
  if (/^[0-9A-HJKMNP-TV-Z]{26}$/.test(value))
    return [`${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`];
  if (/^\d{4}-\d\d-\d\d/.test(value)) return [`2020${value.slice(4)}`];
  if (/^[0-9A-F]+$/.test(value)) return [value.replace(/.$/, (last) => (last === '0' ? '1' : '0'))];
  return [`${value}x`];
}

/** What went wrong in a payment; empty when nothing did. */
function wrongIn({ faults, takenFen, orderStates, hasPaid }: Outcome): string[] {
  const completed = orderStates.filter((state) => state === 'COMPLETED').length;
  return [
    ...faults,
    ...(takenFen === PRICE_FEN ? [] : [`${takenFen} taken`]),
    ...(completed === 1 ? [] : [`orders ${orderStates}`]),
    ...(hasPaid ? [] : ['no screen says that it is paid']),
  ];
}

test('an honest TSP: paid once, nothing does not fit', async () => {
  const [truths, outcome] = await truthsOf();
  expect(wrongIn(outcome)).toEqual([]);
  expect(outcome.misfits).toEqual([]);
  expect([...truths.keys()].sort()).toEqual([
    'GET /orders',
    'GET /orders/*',
    'GET /orders/*/receipt',
    'POST /attempts/*/authorise',
    'POST /attempts/*/report',
    'POST /orders',
    'POST /orders/*/attempts',
    'POST /quotes',
    'POST /sessions',
  ]);
});

/** Payments in which one field of one call is another; what was wrong in each of them. */
async function payLiedTo(ofCalls: RegExp, times: number, scenarioName?: string): Promise<string[]> {
  const [truths, honest] = await truthsOf(scenarioName);
  const found = wrongIn(honest);
  let lies = 0;
  for (const [call, truth] of truths) {
    if (!ofCalls.test(call)) continue;
    for (const path of paths(truth)) {
      const value = path.reduce<Json>((at, step) => (at as Record<string, Json>)[step]!, truth);
      for (const lie of liesAbout(path[path.length - 1]!, value)) {
        lies++;
        let left = times;
        let isTold = false;
        const outcome = await payThrough(
          (fetch) =>
            lyingTsp(fetch, (said, request) => {
              if (callOf(request) !== call || left-- <= 0 || said.status >= 300) return said;
              isTold = true;
              return { ...said, body: changed(said.body as Json, path, () => lie) };
            }),
          () => {
            left = 0;
          },
          scenarioName,
        );
        const wrong = [...wrongIn(outcome), ...(isTold ? [] : ['never told'])];
        if (wrong.length > 0) {
          found.push(
            `${call} ${path.join('.')} = ${JSON.stringify(lie)}: ${wrong}; ${outcome.seen.join(' > ')}`,
          );
        }
      }
    }
  }
  expect(lies).toBeGreaterThan(20);
  return found;
}

const ALWAYS = Number.POSITIVE_INFINITY;
const OF_MONEY = /^(POST|GET) \/(orders|quotes|attempts)/;
const RESOLVING = /resolve$/;

test.each<[what: string, ofCalls: RegExp, times: number, scenarioName?: string]>([
  ['once', OF_MONEY, 1],
  ['until nothing goes on', OF_MONEY, ALWAYS],
  ['once about a card that was debited', RESOLVING, 1, 'card-pulled-after-write'],
  ['about a card that was debited', RESOLVING, ALWAYS, 'card-pulled-after-write'],
  ['about a card that was not debited', RESOLVING, ALWAYS, 'card-pulled-while-debiting'],
])(
  'a TSP that signs what is not so, field by field, %s',
  async (_, ofCalls, times, scenarioName) => {
    expect(await payLiedTo(ofCalls, times, scenarioName)).toEqual([]);
  },
);

/** Somebody on the line, who has no key: what he makes of the n-th answer of a payment. */
interface OnTheLine {
  readonly what: string;
  change(answer: Response, text: string, number: number): Response | Promise<Response>;
}

const withBody = (answer: Response, text: string): Response =>
  new Response(answer.status === 204 ? null : text, answer);

const withHeader = (answer: Response, text: string, name: string, value: string | null) => {
  const other = withBody(answer, text);
  if (value === null) other.headers.delete(name);
  else other.headers.set(name, value);
  return other;
};

const flipped = (text: string, at: number): string =>
  text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);

/** Numbers of answers in an honest payment, and more than that. */
const ANSWERS = 14;

async function payDespite({ change }: OnTheLine, at: number): Promise<Outcome> {
  let number = 0;
  let isHealed = false;
  const changing =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const answer = await fetch(request);
      const isHit = number++ === at && !isHealed;
      return isHit ? change(answer, await answer.clone().text(), number) : answer;
    };
  return payThrough(changing, () => {
    isHealed = true;
  });
}

test.each<OnTheLine>([
  {
    what: 'a byte of the body',
    change: (answer, text, number) => withBody(answer, flipped(text, (number * 131) % text.length)),
  },
  {
    what: 'a digit of an amount',
    change: (answer, text) => withBody(answer, text.replace(/28600/g, '10000')),
  },
  {
    what: 'the signature',
    change: (answer, text) =>
      withHeader(answer, text, 'signature', flipped(answer.headers.get('signature') ?? '', 12)),
  },
  { what: 'no signature', change: (answer, text) => withHeader(answer, text, 'signature', null) },
  {
    what: 'what is signed',
    change: (answer, text) =>
      withHeader(answer, text, 'signature-input', 'tsp=("@status");created=1;keyid="x"'),
  },
  {
    what: 'no list of what is signed',
    change: (answer, text) => withHeader(answer, text, 'signature-input', null),
  },
  {
    what: 'the digest, which the portal makes itself',
    change: (answer, text) => withHeader(answer, text, 'content-digest', 'sha-256=:AAAA:'),
  },
  {
    what: 'another good status',
    change: (answer, text) =>
      new Response(text, { status: answer.status === 200 ? 201 : 200, headers: answer.headers }),
  },
  {
    what: 'a refusal instead',
    change: (answer) =>
      Response.json(
        {
          type: '',
          title: '',
          status: 409,
          code: 'order.state',
          money: 'untouched',
          retry: 'no',
          ref: 'X',
        },
        { status: 409, headers: answer.headers },
      ),
  },
  {
    what: 'a 401 instead, which nobody signs',
    change: () =>
      Response.json(
        {
          type: '',
          title: '',
          status: 401,
          code: 'auth.replay',
          money: 'untouched',
          retry: 'no',
          ref: 'X',
        },
        { status: 401 },
      ),
  },
  {
    what: 'a session that is over, it says',
    change: () =>
      Response.json(
        {
          type: '',
          title: '',
          status: 401,
          code: 'auth.session_expired',
          money: 'taken',
          retry: 'new',
          ref: 'X',
        },
        { status: 401 },
      ),
  },
])('each answer once with $what: paid once, and nothing wrong on a screen', async (line) => {
  const found: string[] = [];
  for (let at = 0; at < ANSWERS; at++) {
    const outcome = await payDespite(line, at);
    const wrong = wrongIn(outcome);
    if (wrong.length > 0) found.push(`answer ${at}: ${wrong}; ${outcome.seen.join(' > ')}`);
  }
  expect(found).toEqual([]);
});

/** A proxy that has every answer so far, and gives another one of them for the call's answer at `at`. */
const withAnotherAnswer =
  (at: number, choose: (genuine: readonly Response[]) => Response | undefined) =>
  (fetch: Fetch): Fetch => {
    const genuine: Response[] = [];
    let number = 0;
    return async (request) => {
      const answer = await fetch(request);
      const other = number++ === at ? choose(genuine) : undefined;
      genuine.push(answer.clone());
      return other ? other.clone() : answer;
    };
  };

test.each<[what: string, choose: (genuine: readonly Response[]) => Response | undefined]>([
  ['the answer before it', (genuine) => genuine[genuine.length - 1]],
  ['the one before that', (genuine) => genuine[genuine.length - 2]],
  ['the first of the payment', (genuine) => genuine[0]],
  [
    'the last of the same status',
    (genuine) => genuine.filter(({ status }) => status === 200).pop(),
  ],
])('each answer replaced by %s, as it was signed: it is believed nowhere', async (_, choose) => {
  const found: string[] = [];
  for (let at = 0; at < ANSWERS; at++) {
    const outcome = await payThrough(withAnotherAnswer(at, choose), () => {});
    const wrong = wrongIn(outcome);
    if (wrong.length > 0) found.push(`answer ${at}: ${wrong}; ${outcome.seen.join(' > ')}`);
  }
  expect(found).toEqual([]);
});
