import { expect, test } from 'vitest';
import { sdPage } from './sdPage.ts';
import { PAGE, smallBuild } from './smallBuild.fixture.ts';

test('sd.html is the same page with another size', async () => {
  const { files } = await smallBuild(PAGE, { plugins: [sdPage()] });
  expect(files['sd.html']).toContain('content="640*530"');
  expect(files['sd.html']).toContain('content="width=640"');
  const back = files['sd.html']!.replace('640*530', '1280*720').replace('width=640', 'width=1280');
  expect(back).toBe(files['index.html']);
});

test('a page that does not declare its size fails the build', async () => {
  const page = { ...PAGE, 'index.html': PAGE['index.html']!.replace('1280*720', '') };
  await expect(smallBuild(page, { plugins: [sdPage()] })).rejects.toThrow('does not say');
});
