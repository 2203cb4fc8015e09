import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shortNames } from './shortNames.ts';
import { withFolder } from './smallBuild.fixture.ts';

const SHEETS = {
  'b/List.module.css':
    '.row, .row[data-focused] .name { color: red } @media print { .row { top: 0.5rem } }',
  'a/Home.module.css': '.row { left: 1.5rem }',
  'global.css': '.other { color: red }',
};

test('each class has a name of two characters, by its place among all classes', async () => {
  await withFolder(SHEETS, async (folder) => {
    const nameOf = shortNames(folder);
    expect(nameOf('row', join(folder, 'a/Home.module.css'))).toBe('a0');
    expect(nameOf('row', join(folder, 'b/List.module.css'))).toBe('a1');
    expect(nameOf('name', join(folder, 'b/List.module.css'))).toBe('a2');
  });
});

test('a class that is in no style sheet of the folder is refused', async () => {
  await withFolder(SHEETS, async (folder) => {
    expect(() => shortNames(folder)('other', join(folder, 'global.css'))).toThrow('.other is not');
  });
});
