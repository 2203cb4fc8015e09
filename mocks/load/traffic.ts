/** Begins payments: at a given rate whatever the host does, or always a fixed number at once. */

import { neverAborted } from '../../src/shared/abort.ts';
import { pause } from '../../src/shared/time.ts';
import type { Environment } from '../environment/environment.ts';
import { bringCardBack } from './bringCardBack.ts';
import type { LoadBox } from './loadBox.ts';
import type { LoadOptions } from './loadOptions.ts';
import type { Measures } from './measures.ts';
import { type Mishap, type Outcome, payOnce } from './payOnce.ts';

interface TrafficParts {
  readonly environment: Environment;
  readonly boxes: readonly LoadBox[];
  readonly options: LoadOptions;
  readonly measures: Measures;
}

/** Longer than the lease of a PSAM, so that a box that comes back does not free its PSAM early. */
const ABANDONED_MS = 35_000;
const SERVICE = 'basic';
const FAULTS: readonly Mishap[] = ['report-lost', 'torn-after-debit', 'torn-before-debit'];

/** Whether this payment is one of the share; they are spread evenly and the same in every run. */
const isNth = (number: number, share: number): boolean =>
  Math.floor((number + 1) * share) > Math.floor(number * share);

export function mishapOf(number: number, { abandon, faults }: LoadOptions): Mishap {
  if (isNth(number, abandon)) return 'abandoned';
  if (!isNth(number, faults)) return 'none';
  return FAULTS[Math.floor((number + 1) * faults) % FAULTS.length]!;
}

/** The boxes that are free; callers wait in line for one. */
function idleBoxes(boxes: readonly LoadBox[]) {
  const idle = [...boxes];
  const asking: ((box: LoadBox) => void)[] = [];
  return {
    take(): Promise<LoadBox> {
      const box = idle.shift();
      return box ? Promise.resolve(box) : new Promise((resolve) => asking.push(resolve));
    },
    give(box: LoadBox): void {
      const next = asking.shift();
      if (next) next(box);
      else idle.push(box);
    },
  };
}

export interface Traffic {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** The number of payments reported as paid, and the time from the start to the last of them. */
  readonly paid: number;
  readonly paidMs: number;
}

/** Begins payments for as long as asked, and answers once the last of them is over. */
export async function runTraffic(parts: TrafficParts): Promise<Traffic> {
  const { environment, boxes, options, measures } = parts;
  const { timers } = environment;
  const outcomes: Record<Outcome, number> = { paid: 0, abandoned: 0, 'in-doubt': 0, refused: 0 };
  const idle = idleBoxes(boxes);
  const first = performance.now();
  const end = first + options.seconds * 1000;
  let begun = 0;
  let paid = 0;
  let paidMs = 0;
  const onPaid = () => {
    paid += 1;
    paidMs = performance.now() - first;
  };

  async function pay(box: LoadBox, startedAt: number): Promise<void> {
    const mishap = mishapOf(begun++, options);
    await bringCardBack(environment, measures, box);
    if (!box.doubt) {
      const setup = { environment, measures, serviceId: SERVICE, startedAt, onPaid };
      const outcome = await payOnce(setup, box, mishap);
      outcomes[outcome] += 1;
      if (outcome === 'abandoned') {
        timers.after(ABANDONED_MS, () => idle.give(box));
        return;
      }
    }
    idle.give(box);
  }

  async function closedLoop(): Promise<void> {
    const payInTurn = async () => {
      while (performance.now() < end) {
        const startedAt = performance.now();
        await pay(await idle.take(), startedAt);
      }
    };
    await Promise.all(Array.from({ length: options.atOnce }, payInTurn));
  }

  async function openLoop(): Promise<void> {
    const running: Promise<void>[] = [];
    const count = Math.round(options.rate * options.seconds);
    for (let number = 0; number < count; number++) {
      const startedAt = first + (number * 1000) / options.rate;
      const early = startedAt - performance.now();
      if (early > 1) await pause(timers, early, neverAborted);
      running.push(idle.take().then((box) => pay(box, startedAt)));
    }
    await Promise.all(running);
  }

  await (options.rate > 0 ? openLoop() : closedLoop());
  return { outcomes, paid, paidMs };
}
