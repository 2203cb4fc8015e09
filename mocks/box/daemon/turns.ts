/** Runs what is queued under the same name one after the other, in its order; what throws at once is a rejection like any other. */
type Turns = <T>(name: string, run: () => Promise<T>) => Promise<T>;

export function turns(): Turns {
  const lastOf = new Map<string, Promise<unknown>>();
  return (name, run) => {
    const turn = (lastOf.get(name) ?? Promise.resolve()).then(run);
    lastOf.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  };
}
