import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mswWorker } from './mswWorker.ts';
import { PAGE, smallBuild, smallServer } from './smallBuild.fixture.ts';

const worker = readFileSync(
  join(import.meta.dirname, '../../node_modules/msw/lib/mockServiceWorker.js'),
  'utf8',
);

test('a build has the worker of the package that is installed', async () => {
  const { files } = await smallBuild(PAGE, { plugins: [mswWorker()] });
  expect(files['mockServiceWorker.js']).toBe(worker);
});

test('the development server serves it too, as a script', async () => {
  await smallServer(PAGE, { plugins: [mswWorker()] }, async (ask) => {
    const answer = await ask('/mockServiceWorker.js');
    expect(answer.headers.get('content-type')).toBe('text/javascript');
    expect(await answer.text()).toBe(worker);
  });
});
