/** The whole journey of a subscriber with a remote control, the same in every engine. */
import type { OperatorSide } from '../shipped/operatorSide.ts';
import type { Driver, Key } from './driver.ts';
import { until } from './driver.ts';

interface Measured {
  readonly errors: readonly string[];
  readonly firstPaint: number;
  readonly firstFocus: number;
  readonly moves: readonly number[];
}

export interface Journey extends Measured {
  /** From the card in the slot to the receipt on the screen. */
  readonly paymentMs: number;
}

interface JourneyParts {
  readonly driver: Driver;
  readonly side: OperatorSide;
  readonly query: string;
  /** Small screens list payments without their receipts. */
  readonly listsReceipts: boolean;
  /** Called when a screen that is worth a picture is shown. */
  picture(screen: string): Promise<void>;
}

const SCREEN_MS = 30_000;
const PAYMENT_MS = 60_000;
const MOVE_MS = 10_000;
/** Moves around four services, which every layout has, often enough for a p95. */
const ROUND: readonly Key[] = ['right', 'down', 'left', 'up'];
const ROUNDS = 16;
const CARD = 'good';

const focused = (driver: Driver): Promise<string | null> =>
  driver.eval('(document.querySelector("[data-focused]")||{id:null}).id');

/** The step's kind once its screen is shown and accepts OK. */
const standing =
  'var a=document.getElementById("app"),s=a&&a.hasAttribute("data-ready")&&a.getAttribute("data-screen")';

async function stands(driver: Driver, screen: string, limitMs = SCREEN_MS): Promise<void> {
  const look = `(function(){${standing};return s||(a?"("+a.getAttribute("data-screen")+") "+a.textContent:"no #app")})()`;
  const seen: string[] = [];
  await until(screen, limitMs, async () => {
    const now = await driver.eval<string>(look).catch(String);
    if (now !== seen[seen.length - 1]) seen.push(now);
    return now === screen;
  }).catch((error: Error) => {
    const shown = seen.map((screen) => screen.slice(0, 120)).join(' → ');
    throw new Error(`${error.message}; it showed ${shown.slice(-600)}`);
  });
}

/** Presses a key and waits for the change of focus and its paint: the portal moves once a frame. */
async function move(driver: Driver, key: Key): Promise<string> {
  const before = await focused(driver);
  await driver.key(key);
  return until(`${key} moves on from ${before}`, MOVE_MS, async () => {
    const now = await focused(driver);
    return now !== before && (await driver.eval<boolean>('window.measured.painted')) && now;
  });
}

async function walkTo(driver: Driver, key: Key, id: string): Promise<void> {
  for (let steps = 0; (await focused(driver)) !== id; steps++) {
    if (steps > 6) throw new Error(`${id} cannot be reached by ${key}`);
    await move(driver, key);
  }
}

const text = (driver: Driver): Promise<string> =>
  driver.eval('document.getElementById("app").textContent');

/** Makes the journey. @throws Error naming what was not shown, or what is wrong with the money. */
export async function travel({
  driver,
  side,
  query,
  listsReceipts,
  picture,
}: JourneyParts): Promise<Journey> {
  const { world } = side;
  const card = world.card(CARD);
  const before = card.state.balanceFen;
  const show = async (screen: string, limitMs?: number) => {
    await stands(driver, screen, limitMs);
    await picture(screen);
  };
  const ok = () => driver.key('ok');

  await driver.goto(side.origin + query);
  await stands(driver, 'home');
  await until('a service has the focus', SCREEN_MS, async () =>
    /^service-/.test((await focused(driver)) ?? ''),
  );
  await picture('home');
  const home = await focused(driver);
  for (let round = 0; round < ROUNDS; round++) for (const key of ROUND) await move(driver, key);
  if ((await focused(driver)) !== home)
    throw new Error('the way round the grid does not end where it began');
  await ok();
  await show('service');
  await ok();
  await show('confirm');
  // The service is paid already, so the focus does not start on the pay button.
  await walkTo(driver, 'left', 'pay');
  await ok();
  await show('waitCard');
  const inserted = performance.now();
  world.slot.insert(card);
  await stands(driver, 'result', PAYMENT_MS);
  const paymentMs = performance.now() - inserted;
  await picture('result');
  const [order] = (await side.facts()).orders;
  await checkBooks(side, before);
  await walkTo(driver, 'right', 'history');
  await ok();
  await show('history');
  const listed = (await text(driver)).replace(/\s/g, '');
  const wanted = listsReceipts ? order!.receiptNo!.replace(/\s/g, '') : '26.00';
  if (!listed.includes(wanted)) throw new Error(`no ${wanted} in the history: ${listed}`);
  world.slot.pull();
  await driver.key('back');
  await stands(driver, 'home');
  const measured = await driver.eval<Measured>('window.measured');
  if (measured.errors.length > 0)
    throw new Error(`errors in the page: ${measured.errors.join('; ')}`);
  return { ...measured, paymentMs };
}

/** Checks that the operator's side and the card agree about the payment. */
async function checkBooks(side: OperatorSide, before: number): Promise<void> {
  const { orders, debits, books, bookFault } = await side.facts();
  const balance = side.world.card(CARD).state.balanceFen;
  const faults = [
    orders.length === 1 ? '' : `${orders.length} orders`,
    orders[0]?.state === 'COMPLETED' ? '' : `the order is ${orders[0]?.state}`,
    before - balance === orders[0]?.quote.amountFen ? '' : `the card lost ${before - balance} fen`,
    debits.length === 1 ? '' : `${debits.length} debits`,
    books.unionpay_receivable === before - balance ? '' : 'the ledger says another amount',
    bookFault ?? '',
    ...side.violations,
  ].filter(Boolean);
  if (faults.length > 0) throw new Error(faults.join('; '));
}
