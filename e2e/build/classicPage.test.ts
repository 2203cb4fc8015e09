import { expect, test } from 'vitest';
import { classicPage } from './classicPage.ts';
import { PAGE, smallBuild } from './smallBuild.fixture.ts';

test('the page has a deferred classic script, and no crossorigin attribute', async () => {
  const files = {
    ...PAGE,
    'main.js': 'import "./main.css"; window.a = 1;',
    'main.css': 'p { top: 0 }',
  };
  const { files: built } = await smallBuild(files, { plugins: [classicPage()] });
  const page = built['index.html']!;
  expect(page).toMatch(/<script defer src="\.\/assets\/index-[\w-]+\.js">/);
  expect(page).toMatch(/<link rel="stylesheet" href="\.\/assets\/index-[\w-]+\.css">/);
  expect(page).not.toMatch(/module|crossorigin/);
});
