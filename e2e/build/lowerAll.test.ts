import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lowerAll, type Script } from './lowerAll.ts';
import { lowered } from './lowered.ts';

const script = (body: string, isFirst = false): Script => ({
  code: `(function() {\n${body}\n})();`,
  isFirst,
});

const left = () =>
  readdirSync(join(import.meta.dirname, '../../.cache/build')).filter((name) =>
    name.includes(`-${process.pid}-`),
  );

test('each script is lowered as it would be alone, and the order stays', async () => {
  const scripts = [
    script('told = 1'),
    script('const f = async (x) => (await x) ?? 2; f(told).then((v) => { told = v })', true),
    script('told = [1, 2].map((x) => x ** 2)'),
  ];
  const alone = await Promise.all(scripts.map(({ code, isFirst }) => lowered(code, isFirst)));
  expect(new Set(alone).size).toBe(scripts.length);
  expect(await lowerAll(scripts)).toEqual(alone);
  expect(left()).toEqual([]);
});

test('one script that cannot be lowered fails the whole call, and the error says why', async () => {
  const bad = script('async function f(x) { for await (const y of x) told = y; } f([])');
  await expect(lowerAll([script('told = 1'), bad])).rejects.toThrow('no helper of ours');
  expect(left()).toEqual([]);
});
