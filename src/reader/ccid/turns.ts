/** Runs pieces of work in the order they come, one after the other or a few at a time. */
export interface Turns {
  <T>(work: () => Promise<T>): Promise<T>;
  /** Nothing runs and nothing waits. */
  readonly isIdle: boolean;
}

/** Work that throws rejects its own promise and delays nothing else. */
export function turns(atOnce = 1): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  const next = (): void => {
    if (running >= atOnce) return;
    const begin = waiting.shift();
    if (!begin) return;
    running++;
    begin();
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = new Promise<void>((begin) => {
      waiting.push(begin);
    }).then(work);
    const done = (): void => {
      running--;
      next();
    };
    result.then(done, done);
    next();
    return result;
  };
  return Object.defineProperty(inTurn, 'isIdle', {
    get: () => running === 0,
  }) as Turns;
}
