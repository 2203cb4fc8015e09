import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publicFiles } from './publicFiles.ts';
import { buildIn, PAGE, withFolder } from './smallBuild.fixture.ts';

const FILES = {
  ...PAGE,
  'index.html': PAGE['index.html']!.replace(
    '</head>',
    '<link rel="icon" href="./icon.svg"></head>',
  ),
  'public/icon.svg': '<svg/>',
  'public/config.json': '{"icon":"./icon.svg"}',
  'public/probe.html':
    '<link rel="icon" href="./icon.svg"><script defer src="./probe.js"></script>',
  'public/probe.js': "get('./keys/all.json');",
};

const built = (files: Readonly<Record<string, string>>) =>
  withFolder(files, (root) =>
    buildIn(root, { plugins: [publicFiles(join(root, 'public'), 'keys/0a/')] }),
  ).then(({ files: made }) => made);

test('pages and settings keep their names; all else has a hash, by which the pages name it', async () => {
  const files = await built(FILES);
  const [icon, script] = ['icon', 'probe'].map((name) =>
    Object.keys(files).find((file) => file.startsWith(`assets/${name}-`)),
  );
  expect(icon).toMatch(/^assets\/icon-[\w-]{6}\.svg$/);
  expect(script).toMatch(/^assets\/probe-[\w-]{6}\.js$/);
  expect(files['index.html']).toContain(`href="./${icon}"`);
  expect(files['probe.html']).toBe(
    `<link rel="icon" href="./${icon}"><script defer src="./${script}"></script>`,
  );
  expect(files[script!]).toBe("get('./keys/0a/all.json');");
  expect(files['config.json']).toBe(FILES['public/config.json']);
  expect(files).not.toHaveProperty('icon.svg');
});

test('another content has another name', async () => {
  const icons = async (icon: string) =>
    Object.keys(await built({ ...FILES, 'public/icon.svg': icon })).filter((name) =>
      name.includes('icon-'),
    );
  expect(await icons('<svg/>')).not.toEqual(await icons('<svg></svg>'));
});
