/** Lets a world live: time passes, pages that died start again, acts happen, nights settle the days. */
import { settleRound } from '../../mocks/operator/settlement/settleRound.ts';
import { chinaTime, DAY_MS } from '../../src/shared/time.ts';
import { type Act, actLine, type Strike } from './plan.ts';
import type { RandomWorld } from './randomWorld.ts';

export type Player = ReturnType<typeof createPlayer>;

const MINUTE_MS = 60_000;
const RELOAD_MS = 3_000;
/** How long work of the operator may take. */
const WORK_MS = 3_600_000;
const DEBIT = 0x54;
const LOAD_FEN = 20_000;
const SHOP_FEN = 130;

export function createPlayer(world: RandomWorld) {
  const { simulation, operator, weather, homes, shelf, exchange, tell } = world;
  const { time } = simulation;
  const background = new Set<Promise<unknown>>();
  const exchanges = { boss: exchange, ppp: exchange };
  const steady = () => time.steady!();
  const today = () => chinaTime(steady()).date;
  const days = new Set<string>([today()]);
  let reloads = new Map<number, number>();
  let isOver = false;

  /** Work that ends by itself while time passes; what fails is tried again later. */
  function runs(work: Promise<unknown>): Promise<void> {
    const done = work.then(
      () => {},
      (error: Error) => tell(`fails: ${error.message}`),
    );
    background.add(done);
    return done.then(() => void background.delete(done));
  }

  /** Lets time pass, and starts pages that have died. */
  async function until(done: () => boolean, forMs: number): Promise<boolean> {
    const end = steady() + forMs;
    const isDue = () => !isOver && [...reloads.values()].some((at) => at <= steady());
    for (;;) {
      const left = end - steady();
      const nextMs = Math.min(
        left,
        ...[...reloads.values()].map((at) => Math.max(0, at - steady())),
      );
      const isDone = await time.runUntil(() => done() || isDue(), isOver ? left : nextMs);
      for (const [number, at] of [...reloads]) {
        if (isOver || at > steady()) continue;
        reloads.delete(number);
        await homes[number]!.start();
      }
      if (isDone && done()) return true;
      if (steady() >= end) return done();
    }
  }
  const passes = async (ms: number): Promise<void> => void (await until(() => false, ms));
  async function within(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    void runs(work).then(() => (isDone = true));
    await until(() => isDone, WORK_MS);
    if (!isDone) tell('HANG: work of the operator never ends');
  }

  async function settlesAll(): Promise<void> {
    const { boss, ppp } = operator;
    for (const date of [...days].sort()) {
      await settleRound({ tsp: operator.tsp, boss, ppp, exchanges }, date);
    }
  }

  function dies(number: number, losesJournal: boolean): void {
    homes[number]!.dies(losesJournal);
    reloads.set(number, steady() + RELOAD_MS);
  }

  function restartTsp(): void {
    // A host waits for its disk before it starts.
    if (weather.isOn('the disk is full')) return void time.after(MINUTE_MS, restartTsp);
    void runs(operator.restartTsp());
  }

  function strikes({ what, number }: Strike): unknown {
    const box = number % homes.length;
    const honest = shelf.cards.filter(({ isLiars }) => !isLiars);
    const held = honest[number % honest.length]!;
    switch (what) {
      case 'page dies':
      case 'page dies, journal lost':
        return dies(box, what !== 'page dies');
      case 'TSP restarts':
        return restartTsp();
      case 'reader unplugged':
        return homes[box]!.unplug();
      case 'card torn before its write':
        return held.card.cutNext({ at: 'before-write', command: DEBIT });
      case 'card torn after its write':
        return held.card.cutNext({ at: 'after-write', command: DEBIT });
      case 'card torn before its answer':
        return held.card.cutNext({ at: 'before-answer', command: DEBIT });
      case 'card loaded':
        return held.holder ? undefined : shelf.load(held, LOAD_FEN);
      default:
        return held.holder ? undefined : shelf.shop(held, SHOP_FEN);
    }
  }

  function performs(act: Act): unknown {
    tell(actLine(act).slice(14));
    switch (act.kind) {
      case 'pay':
        return homes[act.box]!.wants(act);
      case 'trouble':
        return weather.begin(act, operator);
      case 'strike':
        return strikes(act);
      default:
        return void runs(world.liars[act.liar]!.says(act));
    }
  }

  /** The nightly settlement, as the host does it. */
  function nights(): void {
    time.after(DAY_MS, () => {
      if (isOver) return;
      days.add(today());
      tell('the night: the days are settled');
      void runs(settlesAll());
      nights();
    });
  }

  return {
    days,
    until,
    passes,
    within,
    settlesAll,
    steady,
    today,
    performs,
    nights,
    /** All boxes are off from now on. */
    standBy() {
      isOver = true;
      reloads = new Map();
      for (const home of homes) home.dies(false);
    },
    async begins(): Promise<void> {
      isOver = false;
      for (const home of homes) await home.start();
    },
  };
}
