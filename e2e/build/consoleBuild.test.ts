import { expect, test } from 'vitest';
import { consoleBuild } from './consoleBuild.ts';
import { CONSOLE_PAGE } from './consolePage.ts';
import { smallBuild } from './smallBuild.fixture.ts';

const FILES = {
  [CONSOLE_PAGE]: '<!doctype html><head></head><script type="module" src="./main.js"></script>',
  'mocks/operator/console/main.js':
    'if (__MOCKS__) import("./simulated.js"); else window.isReal = true;',
  'mocks/operator/console/simulated.js': 'window.isSimulated = true;',
  'public/config.json': '{}',
};

test('the console alone is one page and its script, with nothing of the portal or the simulated world', async () => {
  const { outDir, ...build } = consoleBuild.build!;
  expect(outDir).toBe('dist-console');
  const { files } = await smallBuild(FILES, { ...consoleBuild, build });
  const [page, script, ...rest] = Object.keys(files).sort().reverse();
  expect(page).toBe('index.html');
  expect(rest).toEqual([]);
  expect(files[page!]).toContain(`src="./${script}"`);
  expect(files[script!]).toContain('isReal');
  expect(files[script!]).not.toContain('isSimulated');
});
