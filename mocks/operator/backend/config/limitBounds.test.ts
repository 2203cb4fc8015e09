/** The bounds of every limit: with the lowest and the highest value that the schema allows, a payment still succeeds. */
import { expect, test } from 'vitest';
import schema from '../../../../docs/schemas/backend-config.schema.json' with { type: 'json' };
import type { TspLimits } from '../../tsp/base/limits.ts';
import { tspFixture } from '../../tsp/tsp.fixture.ts';
import { backendConfig } from './backendConfig.ts';

interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

const numbers = Object.entries(schema.properties.limits.properties).flatMap(([name, rule]) =>
  'minimum' in rule ? [[name, rule as Bounds] as const] : [],
);
const bounds = numbers.flatMap(([name, { minimum, maximum }]) => [
  [name, minimum] as const,
  [name, maximum] as const,
]);
const refused = numbers.flatMap(([name, { minimum, maximum }]) => [
  [name, minimum - 1, `a whole number from ${minimum} to ${maximum}`] as const,
  [name, maximum + 1, `a whole number from ${minimum} to ${maximum}`] as const,
]);

const config = (limits: object) => backendConfig(JSON.stringify({ limits }), { given: {} });

/** What an order is in the end. */
async function paid(limits: Partial<TspLimits>): Promise<string> {
  const fixture = tspFixture({ limits });
  await fixture.tsp.start();
  const box = await fixture.opened();
  const payment = await fixture.paying(box);
  (await fixture.report(box, payment.attemptId, payment.debited)).value;
  await fixture.time.drain();
  const { state } = await fixture.order(box, payment.orderId);
  expect(fixture.violations).toEqual([]);
  return state;
}

test.each(bounds)('%s: %i is allowed, and a payment succeeds', async (name, value) => {
  const read = config({ [name]: value });
  expect(read).toMatchObject({ ok: true, value: { limits: { [name]: value } } });
  if (read.ok) expect(await paid(read.value.limits)).toBe('COMPLETED');
});

test('with all of the lowest, and all of the highest, a payment succeeds', async () => {
  for (const bound of ['minimum', 'maximum'] as const) {
    const limits = Object.fromEntries(numbers.map(([name, rule]) => [name, rule[bound]]));
    expect(config(limits)).toMatchObject({ ok: true });
    expect(await paid(limits)).toBe('COMPLETED');
  }
});

test.each(refused)('%s: %i is refused, with what is right', (name, value, right) => {
  const error = `config: limits.${name}: ${value} is not ${right}`;
  expect(config({ [name]: value })).toEqual({ ok: false, error });
});

test('a nonce outlives every request that a clock may still allow', () => {
  const { nonceMs, clockSkewMs } = schema.properties.limits.properties;
  expect(nonceMs.minimum).toBeGreaterThanOrEqual(2 * clockSkewMs.maximum);
});

test('a place in the line outlives the wait between two requests', () => {
  const { psamWaitMs, psamRetryMs } = schema.properties.limits.properties;
  expect(psamWaitMs.minimum).toBeGreaterThan(psamRetryMs.maximum);
});
