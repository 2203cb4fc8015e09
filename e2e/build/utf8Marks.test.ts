import { expect, test } from 'vitest';
import { PAGE, smallBuild } from './smallBuild.fixture.ts';
import { utf8Marks } from './utf8Marks.ts';

/** As an engine reads them that believes a header with GBK; a mark comes before the header. */
const misread = (text: string): string =>
  text.startsWith('\uFEFF') ? text.slice(1) : new TextDecoder('gbk').decode(Buffer.from(text));

test('pages and scripts say the same on a server that calls all its texts GBK', async () => {
  const files = {
    'index.html': PAGE['index.html']!.replace('<head>', '<head><title>电视缴费</title>'),
    'main.js': 'window.said = "缴费";',
  };
  const { files: built } = await smallBuild(files, { plugins: [utf8Marks()] });
  const script = Object.keys(built).find((name) => name.endsWith('.js'))!;
  expect(misread(built['index.html']!)).toContain('<title>电视缴费</title>');
  expect(misread(built[script]!)).toContain('缴费');
});

test('what has no other letters than ASCII stays as it is', async () => {
  const { files } = await smallBuild(PAGE, { plugins: [utf8Marks()] });
  expect(files['index.html']).toMatch(/^<!doctype/);
});
