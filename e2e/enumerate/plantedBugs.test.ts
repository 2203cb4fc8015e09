import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { plantedBugs } from './plantedBugs.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

test.each(plantedBugs.map((bug) => [bug.name, bug] as const))(
  'the planted bug still fits its source: %s',
  (_, { file, changes }) => {
    const source = readFileSync(join(root, file), 'utf8');
    expect(changes.filter(([from]) => !source.includes(from))).toEqual([]);
  },
);
