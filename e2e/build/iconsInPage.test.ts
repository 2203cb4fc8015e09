import { expect, test } from 'vitest';
import { icons } from '../../src/ui/icons.ts';
import { iconsInPage } from './iconsInPage.ts';
import { PAGE, smallBuild } from './smallBuild.fixture.ts';

const CONSOLE = 'console/index.html';

test('the drawings are in the portal’s page, and not in the console’s', async () => {
  const pages = { ...PAGE, [CONSOLE]: '<!doctype html><head></head>' };
  const input = ['index.html', CONSOLE];
  const { files } = await smallBuild(pages, {
    plugins: [iconsInPage()],
    build: { rolldownOptions: { input } },
  });
  const [, drawings] = /<template id="icons">(.*?)<\/template>/.exec(files['index.html']!)!;
  expect(JSON.parse(drawings!)).toEqual(icons);
  expect(files[CONSOLE]).toContain('<head>');
  expect(files[CONSOLE]).not.toContain('<template');
});
