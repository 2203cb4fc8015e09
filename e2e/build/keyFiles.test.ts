import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyFiles, keysFingerprint } from './keyFiles.ts';
import { PAGE, smallBuild, smallServer, withFolder } from './smallBuild.fixture.ts';

const PROFILES = { 'a.json': '{ "ok": [13] }', 'b.json': '{\n  "ok": [23]\n}\n' };

test('a build has each profile without white space, and all of them in one file', async () => {
  const [under, { files }] = await withFolder(PROFILES, async (folder) => [
    `keys/${keysFingerprint(folder)}`,
    await smallBuild(PAGE, { plugins: [keyFiles(folder)] }),
  ]);
  expect(under).toMatch(/^keys\/[\da-f]{8}$/);
  expect(files).toMatchObject({
    [`${under}/a.json`]: '{"ok":[13]}',
    [`${under}/b.json`]: '{"ok":[23]}',
    [`${under}/all.json`]: '[{"ok":[13]},{"ok":[23]}]',
  });
});

test('the development server reads a profile when it is asked for', async () => {
  await withFolder(PROFILES, (folder) =>
    smallServer(PAGE, { plugins: [keyFiles(folder)] }, async (ask) => {
      writeFileSync(join(folder, 'b.json'), '{"ok":[24]}');
      expect(await (await ask('/keys/b.json')).json()).toEqual({ ok: [24] });
      expect(await (await ask('/keys/of-any-build/all.json')).json()).toEqual([
        { ok: [13] },
        { ok: [24] },
      ]);
      expect((await ask('/keys/c.json')).status).toBe(404);
    }),
  );
});
