import { expect, test } from 'vitest';
import { CONSOLE_PAGE, consolePage } from './consolePage.ts';
import { smallBuild, smallServer } from './smallBuild.fixture.ts';

const FILES = {
  [CONSOLE_PAGE]: '<!doctype html><head></head><script type="module" src="./main.js"></script>',
  'mocks/operator/console/main.js': 'window.isThere = true;',
};

test.each([
  ['console/index.html', '../assets/'],
  ['index.html', './assets/'],
])('as %s it finds its script under %s', async (fileName, assets) => {
  const { files } = await smallBuild(FILES, {
    plugins: [consolePage(fileName)],
    build: { rolldownOptions: { input: CONSOLE_PAGE } },
  });
  const [, script] = /src="([^"]+)"/.exec(files[fileName]!)!;
  expect(script!.startsWith(assets)).toBe(true);
  expect(files[`assets/${script!.slice(assets.length)}`]).toContain('isThere');
  expect(files).not.toHaveProperty([CONSOLE_PAGE]);
});

test('the development server shows it under /console/', async () => {
  await smallServer(FILES, { plugins: [consolePage('console/index.html')] }, async (ask) => {
    const short = await ask('/console?lang=en');
    expect([short.status, short.headers.get('location')]).toEqual([302, '/console/?lang=en']);
    const page = await ask('/console/?lang=en');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('main.js');
  });
});
