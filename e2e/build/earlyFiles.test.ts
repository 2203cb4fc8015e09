import { expect, test } from 'vitest';
import { earlyFiles } from './earlyFiles.ts';
import { PAGE, smallBuild } from './smallBuild.fixture.ts';
import { wordFiles } from './wordFiles.ts';

test('the page preloads its configuration and a word file of the build', async () => {
  const { files } = await smallBuild(PAGE, { plugins: [earlyFiles(), wordFiles()] });
  const early = [
    ...files['index.html']!.matchAll(
      /<link rel="preload" as="fetch" crossorigin href="\.\/([^"]+)"/g,
    ),
  ];
  const [config, words, ...rest] = early.map(([, name]) => name!);
  expect(config).toBe('config.json');
  expect(words).toMatch(/^words\/zh-CN\./);
  expect(Object.keys(files)).toContain(words);
  expect(rest).toEqual([]);
});
