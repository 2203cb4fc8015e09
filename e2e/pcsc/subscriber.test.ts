import { expect, test } from 'vitest';
import type { Driver, Key } from '../engines/driver.ts';
import type { RealPcscd } from './realPcscd.ts';
import { subscriber } from './subscriber.ts';

interface Shown {
  readonly screen: string;
  readonly focus: string | null;
  readonly isReady: boolean;
}

/** Looks that a page takes to get ready for OK. */
const LOOKS = 5;

/** A page that shows `shown` one after the other: the next one after some looks, and on OK where it is ready. */
function pageOf(shown: readonly Shown[]) {
  let at = 0;
  let looks = 0;
  const keys: [Key, string | null][] = [];
  const next = () => {
    looks = 0;
    at = Math.min(at + 1, shown.length - 1);
  };
  const app = {
    hasAttribute: () => shown[at]!.isReady,
    getAttribute: () => shown[at]!.screen,
    textContent: '',
  };
  const page = {
    getElementById: () => app,
    querySelector: () => (shown[at]!.focus === null ? null : { id: shown[at]!.focus }),
  };
  const driver = {
    async eval(expression: string) {
      const value = new Function('document', `return ${expression}`)(page);
      const waits = !shown[at]!.isReady || shown[at]!.focus === null;
      if (waits && ++looks > LOOKS) next();
      return value;
    },
    async key(key: Key) {
      keys.push([key, shown[at]!.focus]);
      if (key === 'ok' && shown[at]!.isReady) next();
    },
  } as Partial<Driver> as Driver;
  return { driver, keys };
}

test('OK is pressed when it counts for what has the focus, and once', async () => {
  const { driver, keys } = pageOf([
    { screen: 'home', focus: null, isReady: true },
    { screen: 'home', focus: 'service-basic', isReady: false },
    { screen: 'home', focus: 'service-basic', isReady: true },
    { screen: 'service', focus: null, isReady: true },
    { screen: 'service', focus: 'period-1', isReady: false },
    { screen: 'service', focus: 'period-1', isReady: true },
    { screen: 'confirm', focus: 'pay', isReady: true },
    { screen: 'waitCard', focus: null, isReady: true },
  ]);
  await subscriber(driver, {} as RealPcscd).buys();
  expect(keys).toEqual([
    ['ok', 'service-basic'],
    ['ok', 'period-1'],
    ['ok', 'pay'],
  ]);
});
