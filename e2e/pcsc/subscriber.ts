/** A subscriber who puts the card into the virtual reader of a real pcscd. */

import type { WireCard } from '../../mocks/box/daemon/vpcdWire.ts';
import { type Vpicc, vpicc } from '../../mocks/box/daemon/vpicc.ts';
import { walletCard } from '../../mocks/box/walletCards.ts';
import { createCard, type SimulatedCard } from '../../mocks/card/createCard.ts';
import { seededRandom } from '../../mocks/environment/simulation.ts';
import { type Driver, type Key, until } from '../engines/driver.ts';
import type { RealPcscd } from './realPcscd.ts';

const SCREEN_MS = 30_000;
const PAYMENT_MS = 60_000;
const MOVES = 8;
const PATIENCE_MS = 10_000;

export const newCard = (): SimulatedCard =>
  createCard(walletCard('good'), { random: seededRandom(1) });

export interface Subscriber {
  /** Waits until the screen is shown and accepts keys. @throws Error with what is shown instead. */
  sees(screen: string, limitMs?: number): Promise<void>;
  reads(pattern: RegExp): Promise<void>;
  presses(...keys: readonly Key[]): Promise<void>;
  /** From home to the card screen, for the first service, which is paid already. */
  buys(): Promise<void>;
  /** Puts the card in; `out` of the answer tells when it is out again. */
  inserts(card: WireCard): Promise<Vpicc>;
}

const STATE = `(function(){var a=document.getElementById("app");return a?(a.hasAttribute("data-ready")?"":"…")+a.getAttribute("data-screen"):"no page"})()`;

export function subscriber(driver: Driver, pcscd: RealPcscd): Subscriber {
  const text = () => driver.eval<string>('document.getElementById("app").textContent');
  const focused = () =>
    driver.eval<string | null>('(document.querySelector("[data-focused]")||{id:null}).id');

  async function walksTo(key: Key, id: string): Promise<void> {
    for (let moves = 0; moves < MOVES; moves++) {
      const at = await focused();
      if (at === id) return;
      await driver.key(key);
      await until(`${key} moves on from ${at}`, SCREEN_MS, async () => (await focused()) !== at);
    }
    throw new Error(`${id} cannot be reached by ${key}`);
  }

  /** Presses OK; once more where the screen is still there and ready, as a viewer does: a key that came too early counts nothing. */
  async function goesOn(from: string, to: string): Promise<void> {
    await driver.key('ok');
    const isLeft = () =>
      driver.eval<string>(STATE).then((now) => now !== from && now !== `…${from}`);
    await until(`${from} is left`, PATIENCE_MS, isLeft).catch(() => driver.key('ok'));
    await self.sees(to);
  }

  const self: Subscriber = {
    async sees(screen, limitMs = PAYMENT_MS) {
      const seen: string[] = [];
      await until(screen, limitMs, async () => {
        const now = await driver.eval<string>(STATE).catch(String);
        if (now !== seen[seen.length - 1]) seen.push(now);
        return now === screen;
      }).catch(async (error: Error) => {
        const shown = await text().catch(String);
        const at = await focused().catch(String);
        throw new Error(
          `${error.message}: ${seen.slice(-8).join(' → ')}; focus on ${at}; ${shown.slice(0, 200)} … ${shown.slice(-200)}`,
        );
      });
    },
    reads: (pattern) =>
      until(String(pattern), SCREEN_MS, async () => pattern.test(await text())).then(() => {}),
    async presses(...keys) {
      for (const key of keys) await driver.key(key);
    },
    async buys() {
      await self.sees('home');
      await until('a service has the focus', SCREEN_MS, async () =>
        /^service-/.test((await focused()) ?? ''),
      );
      await goesOn('home', 'service');
      await goesOn('service', 'confirm');
      // The service is paid already, so the focus does not start on the pay button.
      await walksTo('left', 'pay');
      await driver.key('ok');
      await self.sees('waitCard');
    },
    async inserts(card) {
      await pcscd.seesEmptySlot();
      return vpicc(card, pcscd.vpcdPort);
    },
  };
  return self;
}
