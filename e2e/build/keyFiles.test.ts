import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyFiles } from './keyFiles.ts';
import { PAGE, smallBuild, smallServer, withFolder } from './smallBuild.fixture.ts';

const PROFILES = { 'a.json': '{ "ok": [13] }', 'b.json': '{\n  "ok": [23]\n}\n' };

test('a build has each profile without white space, and all of them in one file', async () => {
  const { files } = await withFolder(PROFILES, (folder) =>
    smallBuild(PAGE, { plugins: [keyFiles(folder)] }),
  );
  expect(files).toMatchObject({
    'keys/a.json': '{"ok":[13]}',
    'keys/b.json': '{"ok":[23]}',
    'keys/all.json': '[{"ok":[13]},{"ok":[23]}]',
  });
});

test('the development server reads a profile when it is asked for', async () => {
  await withFolder(PROFILES, (folder) =>
    smallServer(PAGE, { plugins: [keyFiles(folder)] }, async (ask) => {
      writeFileSync(join(folder, 'b.json'), '{"ok":[24]}');
      expect(await (await ask('/keys/b.json')).json()).toEqual({ ok: [24] });
      expect(await (await ask('/keys/all.json')).json()).toEqual([{ ok: [13] }, { ok: [24] }]);
      expect((await ask('/keys/c.json')).status).toBe(404);
    }),
  );
});
