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

const FOCUSED = '(document.querySelector("[data-focused]")||{id:null}).id';
const STATE = `(function(){var a=document.getElementById("app");return a?(a.hasAttribute("data-ready")?"":"…")+a.getAttribute("data-screen"):"no page"})()`;

export function subscriber(driver: Driver, pcscd: RealPcscd): Subscriber {
  const text = () => driver.eval<string>('document.getElementById("app").textContent');
  const focused = () => driver.eval<string | null>(FOCUSED);

  async function walksTo(key: Key, id: string): Promise<void> {
    for (let moves = 0; moves < MOVES; moves++) {
      const at = await focused();
      if (at === id) return;
      await driver.key(key);
      await until(`${key} moves on from ${at}`, SCREEN_MS, async () => (await focused()) !== at);
    }
    throw new Error(`${id} cannot be reached by ${key}`);
  }

  /** Until an item of this kind has the focus, and OK counts for it: a service's screen is there before its periods are. */
  const acceptsOk = (screen: string, kind: RegExp) =>
    until(`the focus is on ${kind}`, SCREEN_MS, async () => {
      const [now, at] = await driver.eval<[string, string | null]>(`[${STATE},${FOCUSED}]`);
      return now === screen && kind.test(at ?? '');
    });

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
      await acceptsOk('home', /^service-/);
      await driver.key('ok');
      await self.sees('service');
      await acceptsOk('service', /^period-/);
      await driver.key('ok');
      await self.sees('confirm');
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
