/** Asks a television for the keys it gives only on request, and for the numbers it gives them. */

import type { KeyProfile, KeyTable } from './keyProfile.ts';
import type { Command } from './keys.ts';

/** Objects some televisions put into the page; every one may be missing, or throw. */
export interface Television {
  readonly tizen?: { readonly tvinputdevice?: { registerKey(name: string): void } };
  readonly KeyEvent?: unknown;
}

/** HbbTV's object that owns the keys, made by a document. */
export interface Manager {
  getOwnerApplication(page: unknown): {
    readonly privateData: { readonly keyset: { setValue(mask: number): void } };
  };
}

/** Asks for the keys of the profile, and answers it with the numbers this television names itself. */
export function claimKeys(
  profile: KeyProfile,
  television: Television,
  page: unknown,
  manager: () => Manager,
): KeyProfile {
  const { register = [], keyset, vk } = profile;
  for (const name of register) attempt(() => television.tizen!.tvinputdevice!.registerKey(name));
  if (keyset) {
    attempt(() => manager().getOwnerApplication(page).privateData.keyset.setValue(keyset));
  }
  return vk ? { ...profile, keys: named(profile.keys, vk, television) } : profile;
}

/** Numbers the television names itself replace those of the table: 403 is Red by custom, and Yellow on some engines. */
function named(keys: KeyTable, vk: KeyTable, television: Television): KeyTable {
  const own: Record<string, Command> = { ...keys };
  for (const name of Object.keys(vk)) {
    for (const holder of [television.KeyEvent, television]) {
      const code = (holder as Partial<Record<string, unknown>> | undefined)?.[name];
      if (typeof code === 'number' && code > 0) own[code] = vk[name]!;
    }
  }
  return own;
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // A key the television keeps for itself: the others still come.
  }
}
