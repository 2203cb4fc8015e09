import { expect, test } from 'vitest';
import { checked } from './checked.ts';

const ORDER = '01HF7YAT31JZECA3K2V2W6E9QX';
const url = `https://boss.test/boss/v1/orders/${ORDER}`;
const good = { orderId: ORDER, state: 'NONE' };

async function violations(request: Request, response: Response): Promise<string[]> {
  const found: string[] = [];
  const fetch = checked(
    'boss',
    async () => response,
    (message) => found.push(message),
  );
  expect(await fetch(request)).toBe(response);
  return found;
}

const credit = (body: string, type = 'application/json') =>
  new Request(`${url}/credit`, { method: 'PUT', body, headers: { 'Content-Type': type } });
const creditBody = '{"subscriberId":"s1","amountFen":1}';
const problem = (status: number, headers = { 'Content-Type': 'application/problem+json' }) =>
  new Response(
    JSON.stringify({ type: 'about:blank', title: 'No', status, code: 'request.invalid' }),
    { status, headers },
  );

test('an exchange that obeys the contract passes unreported, unchanged and unread', async () => {
  expect(await violations(new Request(url), Response.json(good))).toEqual([]);
  const core = checked(
    'boss',
    async (request) => Response.json({ ...good, echo: await request.json() }),
    (m) => {
      throw new Error(m);
    },
  );
  const response = await core(credit(creditBody));
  expect(await response.json()).toMatchObject({ echo: { amountFen: 1 } });
});

test.each<[string, Request, Response, string[]]>([
  [
    'an answer that breaks it',
    new Request(url),
    Response.json({ ...good, state: 'MAYBE' }),
    [`boss GET /boss/v1/orders/${ORDER}: getOrder 200: state: "MAYBE", expected one of`],
  ],
  [
    'a bad request that was taken',
    credit('{"subscriberId":"s1","amountFen":0}'),
    Response.json(good),
    ['answered 200 to a bad request: amountFen: 0, expected >= 1'],
  ],
  ['a bad request that was refused', credit('{'), problem(400), []],
  [
    'a request outside the prefix that was taken',
    new Request('https://boss.test/holds'),
    Response.json(good),
    ['path: /holds outside /boss/v1 is not in the boss contract'],
  ],
  [
    'a body that is not called JSON',
    credit(creditBody, 'text/plain'),
    Response.json(good),
    ['text/plain'],
  ],
  [
    'an answer that is not JSON',
    new Request(url),
    new Response('<html>'),
    ['body: "<html>"', 'text/plain'],
  ],
  [
    'a problem that is not called one',
    new Request(url),
    problem(404, { 'Content-Type': 'application/json' }),
    ['answer: Content-Type: application/json'],
  ],
])('%s', async (_name, request, response, expected) => {
  const found = await violations(request, response);
  expect(found).toHaveLength(expected.length);
  expected.forEach((text, i) => {
    expect(found[i]).toContain(text);
  });
});
