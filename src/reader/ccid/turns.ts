/** Runs pieces of work one after the other. */
interface Turns {
  <T>(work: () => Promise<T>): Promise<T>;
  /** Nothing runs and nothing waits. */
  readonly isIdle: boolean;
}

/** Work that throws rejects its own promise and delays nothing else. */
export function turns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    count++;
    const result = last.then(work);
    const done = (): void => {
      count--;
    };
    last = result.then(done, done);
    return result;
  };
  return Object.defineProperty(inTurn, 'isIdle', { get: () => count === 0 }) as Turns;
}
