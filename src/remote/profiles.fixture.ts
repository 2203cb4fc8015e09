/** The profiles as they are delivered. */
import { readdirSync, readFileSync } from 'node:fs';
import type { KeyProfile } from './keyProfile.ts';

const folder = new URL('./profiles/', import.meta.url);

export const profileTexts: readonly (readonly [name: string, text: string])[] = readdirSync(
  folder,
).map((file) => [file.replace('.json', ''), readFileSync(new URL(file, folder), 'utf8')]);

export const profiles: Readonly<Record<string, KeyProfile>> = Object.fromEntries(
  profileTexts.map(([name, text]) => [name, JSON.parse(text) as KeyProfile]),
);
