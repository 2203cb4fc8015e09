/** Tells a start of the machine without an orderly end, after which the chips skip numbers. */
import { readFileSync } from 'node:fs';
import type { Store } from '../../../store/store.ts';
import type { DiskNvm } from './diskNvm.ts';
import { getBoot, putBoot } from './hostStore.ts';

/** More numbers than a chip uses up before its writes are on the disk. */
const SKIPPED_AFTER_POWER_CUT = 10_000;

/** An id that changes with every start of the machine; `unknown` on other systems than Linux. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

/** Skips numbers, because the disk may lack the last writes of the chips and no number may come twice. */
function skipAhead(nvm: DiskNvm, names: readonly string[]): void {
  for (const name of names) {
    const state = JSON.parse(nvm.read(name)!) as { counter: number };
    const counter = state.counter + SKIPPED_AFTER_POWER_CUT;
    nvm.write(name, JSON.stringify({ ...state, counter }));
  }
}

/** `room`: the host's. To be called when a state is opened. */
export async function noteStart(room: Store, nvm: DiskNvm): Promise<void> {
  const boot = bootId();
  const before = await room.transaction(getBoot);
  if (before !== undefined && (before !== boot || boot === 'unknown')) {
    skipAhead(nvm, nvm.names('psam:'));
  }
  await room.transaction(async (tx) => putBoot(tx, boot));
}
