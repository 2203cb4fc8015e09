/** Starts the host in a separate process and sends it orders. */
import { fork } from 'node:child_process';

export interface HostOrder {
  readonly number: number;
  readonly order: 'usage' | 'waiting' | 'settle' | 'counters' | 'stop';
  readonly date?: string;
}

export interface HostAnswer {
  readonly number: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** What the host has used since its start: microseconds of CPU, bytes of memory. */
export interface Usage {
  readonly user: number;
  readonly system: number;
  readonly rss: number;
  readonly maxRss: number;
}

export interface Waiting {
  /** Messages that BOSS must still get. */
  readonly outbox: number;
  /** Attempts whose outcome is not known. */
  readonly attempts: number;
}

export interface HostProcess {
  readonly baseUrl: string;
  usage(): Promise<Usage>;
  waiting(): Promise<Waiting>;
  /** `YYYYMMDD`; `null` when the PPP does not answer. */
  settle(date: string): Promise<readonly { accepted: number; rejected: number }[] | null>;
  counters(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

/** Starts `program`, a built loadHost. Rejects when it does not start. */
export async function startHost(
  program: string,
  setup: { readonly directory: string; readonly boxes: number; readonly psams: number },
): Promise<HostProcess> {
  const { directory, boxes, psams } = setup;
  const execArgv = (process.env.LOAD_HOST_ARGS ?? '').split(' ').filter(Boolean);
  const asked = ['--state', directory, '--households', `${boxes}`, '--psams', `${psams}`];
  const child = fork(program, asked, {
    execArgv: ['--enable-source-maps', ...execArgv],
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>();
  let last = 0;
  let isUp = false;
  let isStopping = false;
  const answerTo = (number: number) =>
    new Promise<unknown>((resolve, reject) => waiting.set(number, { resolve, reject }));
  const up = answerTo(0);
  child.on('message', ({ number, value, error }: HostAnswer) => {
    const pending = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) pending?.resolve(value);
    else pending?.reject(new Error(error));
  });
  const gone = new Promise<void>((resolve) => {
    child.on('exit', (code) => {
      // Who waits for an answer is told by its failure.
      const isSilent = isUp && !isStopping && waiting.size === 0;
      for (const pending of waiting.values())
        pending.reject(new Error(`the host is gone (${code})`));
      if (isSilent) process.stderr.write(`the host is gone (${code})\n`);
      resolve();
    });
  });
  const order = (name: HostOrder['order'], date?: string) => {
    const number = ++last;
    child.send({ number, order: name, ...(date === undefined ? {} : { date }) });
    return answerTo(number);
  };
  const port = (await up) as number;
  isUp = true;
  return {
    baseUrl: `http://127.0.0.1:${port}/tsp/v1`,
    usage: () => order('usage') as Promise<Usage>,
    waiting: () => order('waiting') as Promise<Waiting>,
    settle: (date) => order('settle', date) as ReturnType<HostProcess['settle']>,
    counters: () => order('counters') as ReturnType<HostProcess['counters']>,
    async stop() {
      const isFirst = !isStopping;
      isStopping = true;
      if (isFirst) await order('stop');
      await gone;
    },
  };
}
