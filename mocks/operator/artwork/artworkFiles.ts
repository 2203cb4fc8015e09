/**
 * The pictures of the simulated operators, as a server gives them. A skin has a folder with the fingerprint of its contents in its name, so
 * that a box may keep the files for a year.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tinted } from './tinted.ts';

/** One hand drew all of them; the second operator has them in the light of its sea. */
const LOOKS = {
  evening: (svg: string) => svg,
  island: (svg: string) => tinted(svg, 190, 0.5),
} as const;

type SkinName = keyof typeof LOOKS;

export interface Artwork {
  /** Of each skin, below the server's root: `artwork/evening-1f9c3a20`. */
  readonly folders: Readonly<Record<SkinName, string>>;
  /** The drawings by their whole names: `artwork/evening-1f9c3a20/film.svg`. */
  readonly files: Readonly<Record<string, string>>;
}

/** Reads all drawings of `folder`. */
export function artworkIn(folder: string): Artwork {
  const drawings = readdirSync(folder)
    .filter((name) => name.endsWith('.svg'))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8').trim()] as const);
  const files: Record<string, string> = {};
  const folderOf = (skin: SkinName): string => {
    const made = drawings.map(([name, svg]) => [name, LOOKS[skin](svg)] as const);
    const hash = createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 8);
    const under = `artwork/${skin}-${hash}`;
    for (const [name, svg] of made) files[`${under}/${name}`] = svg;
    return under;
  };
  const folders = { evening: folderOf('evening'), island: folderOf('island') };
  return { folders, files };
}
