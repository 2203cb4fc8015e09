/** The remotes to choose from: the key profiles, inverted from code to command into command to code. */
import type { KeyProfile } from '../../../src/remote/keyProfile.ts';
import type { Command } from '../../../src/remote/keys.ts';

const files = import.meta.glob<KeyProfile>('../../../src/remote/profiles/*.json', {
  eager: true,
  import: 'default',
});

export const profiles: readonly KeyProfile[] = Object.values(files).sort((a, b) =>
  a.name === 'desktop' ? -1 : b.name === 'desktop' ? 1 : a.name.localeCompare(b.name),
);

export const profileNamed = (name: string): KeyProfile =>
  profiles.find((profile) => profile.name === name) ?? profiles[0]!;

/** A key as the box sends it. */
export interface KeyCode {
  readonly keyCode: number;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

function parse(name: string): KeyCode {
  const parts = name.split('+');
  return {
    keyCode: Number(parts[parts.length - 1]),
    ctrlKey: parts.includes('ctrl'),
    altKey: parts.includes('alt'),
    shiftKey: parts.includes('shift'),
  };
}

/**
 * The code that this profile's remote sends for a command. Of several it is the one that only such boxes send; OK and
 * digits are the same nearly everywhere. `undefined`: this remote has no such key.
 */
export function codeFor(profile: KeyProfile, command: Command): KeyCode | undefined {
  const names = Object.keys(profile.keys).filter((name) => profile.keys[name] === command);
  const isCommon = command === 'ok' || command.length === 1;
  const desktop = profileNamed('desktop').keys;
  const own = isCommon ? undefined : names.find((name) => desktop[name] !== command);
  const name = own ?? names[0];
  return name === undefined ? undefined : parse(name);
}
