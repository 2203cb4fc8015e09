/** What becomes of language, letters and child lock when `localStorage` fails. */
import { seededRandom, syncCrypto } from '../../mocks/environment/simulation.ts';
import { virtualTime } from '../../mocks/operator/tsp/virtualTime.fixture.ts';
import { boxMemory } from '../../src/app/settings/boxMemory.ts';
import { createChildLock } from '../../src/app/settings/createChildLock.ts';
import { preferred, remember, remembered } from '../../src/app/settings/preferences.ts';
import { fakeStorage } from '../../src/app/settings/storage.fixture.ts';
import { TRIES } from '../../src/screens/lock/childLock.ts';

export const STORAGE_FAULTS = [
  'the property throws',
  '`getItem` throws',
  '`setItem` throws: full',
  '`setItem` keeps nothing',
  '`removeItem` throws',
] as const;
type StorageFault = (typeof STORAGE_FAULTS)[number];

const PIN = '2580';

/** A box that had larger letters and a lock, until its `localStorage` failed; where it is denied, so is `sessionStorage`. */
function failingBox(fault: StorageFault) {
  const kept = fakeStorage();
  const session = fakeStorage();
  let isBroken = false;
  const through = (name: StorageFault) => {
    if (isBroken && fault === name) throw new DOMException(name, 'QuotaExceededError');
    return kept;
  };
  const storage = {
    getItem: (name: string) => through('`getItem` throws').getItem(name),
    setItem(name: string, value: string) {
      if (isBroken && fault === '`setItem` keeps nothing') return;
      through('`setItem` throws: full').setItem(name, value);
    },
    removeItem: (name: string) => through('`removeItem` throws').removeItem(name),
  } as Storage;
  const open = (of: Storage) => () => {
    through('the property throws');
    return of;
  };
  const memory = boxMemory(open(storage), open(session));
  const page = () => {
    const { clock, timers } = virtualTime(0);
    const box = { stbId: 'STB-1', sign: async () => new Uint8Array(32) };
    return createChildLock({
      memory,
      crypto: syncCrypto,
      random: seededRandom(1),
      clock,
      timers,
      box,
    });
  };
  return {
    memory,
    page,
    breaks() {
      isBroken = true;
    },
  };
}

/** Start, letters chosen, lock put on, PIN tried before a payment, a wrong one before a reload, lock taken off. */
export async function boxValues(fault: StorageFault): Promise<readonly string[]> {
  const { memory, page, breaks } = failingBox(fault);
  remember(memory, { typeSize: 'large' });
  const lock = page();
  const key = await lock.putOn(PIN);
  const open = failingBox(fault);
  open.breaks();
  breaks();
  const isRemembered = preferred(
    { language: undefined, typeSize: undefined },
    remembered(memory),
    {},
  );
  const isKept = remember(memory, { typeSize: 'standard' });
  const wrong = await lock.tryPin('0000');
  const right = await lock.tryPin(PIN);
  if (wrong || !right) throw new Error(`${fault}: the lock takes another PIN, or not its own`);
  const counted = failingBox(fault);
  const first = counted.page();
  await first.putOn(PIN);
  counted.breaks();
  await first.tryPin('0000');
  return [
    isRemembered.typeSize === 'large' ? 'as before' : 'as the operator wants it',
    isKept ? 'kept' : 'until the box restarts',
    (await open.page().putOn(PIN)) ? 'put on' : 'not put on, and says so',
    'the right PIN pays, no other',
    counted.page().triesLeft() < TRIES ? 'counted' : 'forgotten',
    key?.takeOff() ? 'taken off' : 'stays, and says so',
  ];
}
