/** What a box shows first, sent with its session: three calls less stand between a box that starts and its first screen. */
import type { Session } from '../../../src/tsp/tspTypes.ts';
import type { TspParts } from './base/ports.ts';
import type { Reply } from './base/reply.ts';

type First = NonNullable<Session['first']>;

/** A session waits no longer for BOSS than this: what is not there then, the box asks for apart. */
const FIRST_MS = 1_000;

/** Runs a call as if the box had made it, with every check. */
type Ask = (operationId: string, query: string) => Promise<Reply>;

/** `services`: how many the box wants. Never rejects. */
export async function firstAnswers(
  { environment: { timers, log } }: TspParts,
  services: number,
  ask: Ask,
): Promise<First> {
  const first: Record<string, unknown> = {};
  const part = async (name: keyof First, operationId: string, query = '') => {
    const { status, body } = await ask(operationId, query);
    if (status === 200) first[name] = JSON.parse(body);
  };
  const parts = [
    part('subscriber', 'getSubscriber'),
    part('services', 'listServices', `from=0&limit=${services}`),
    part('orders', 'listOrders', 'open=1'),
  ].map((each) => each.catch((cause: unknown) => log('tsp', `with the session: ${String(cause)}`)));
  let cancel = () => {};
  const late = new Promise<void>((resolve) => {
    cancel = timers.after(FIRST_MS, resolve);
  });
  await Promise.race([Promise.all(parts), late]);
  cancel();
  return { ...first };
}
