/** A page at the reader daemon that sends a card commands, and knows from the card whether the answers are true. */
import { rawPage, welcomed } from '../../mocks/box/daemon/daemon.fixture.ts';
import { until } from '../engines/driver.ts';
import type { CountedCard } from './countedCard.ts';
import type { DaemonProcess } from './daemonProcess.ts';
import { VIRTUAL_READER } from './realPcscd.ts';

const GIVES_UP_MS = 15_000;
const ANSWER_MS = 20_000;
const reader = VIRTUAL_READER;

export interface DaemonPage {
  /** `undefined`: it worked; else the code of the error. */
  powersOn(): Promise<string | undefined>;
  powersOff(): Promise<string | undefined>;
  /** Sends a command that was never sent before; the words begin with `untrue` when the card knows better. */
  sends(card: CountedCard): Promise<string[]>;
  /** Waits until a card is in and answers; the words say what failed meanwhile. */
  comesBack(card: CountedCard): Promise<string[]>;
  /** How many commands were sent. */
  sent(): number;
}

interface Failure {
  readonly code: string;
  readonly outcome: string;
}

/** How often the card may have got a command that was answered so. */
const TRUE_TIMES: Readonly<Record<string, readonly number[]>> = {
  answered: [1],
  'not-sent': [0],
  unknown: [0, 1],
};

export async function daemonPage(daemon: DaemonProcess, origin: string): Promise<DaemonPage> {
  const hello = { id: 0, method: 'hello', version: 1, token: daemon.token };
  const page = await welcomed(rawPage(Number(new URL(daemon.url).port), { origin, hello }));
  let isClosed = false;
  void page.closed.then(() => {
    isClosed = true;
  });
  let sent = 0;

  async function ask(request: object): Promise<Failure | undefined> {
    let answer: { error?: Failure } | null = null;
    void page.ask(request).then((message) => {
      answer = message;
    });
    await until(JSON.stringify(request), ANSWER_MS, async () => {
      if (isClosed) throw new Error('the daemon has gone');
      return answer;
    });
    return (answer as { error?: Failure } | null)?.error;
  }

  const isPresent = (): boolean => {
    const told = page.heard.filter((message) => message.reader === reader);
    return told[told.length - 1]?.state === 'present';
  };

  const self: DaemonPage = {
    powersOn: async () => (await ask({ method: 'powerOn', reader }))?.code,
    powersOff: async () => (await ask({ method: 'powerOff', reader }))?.code,
    async sends(card) {
      // READ BINARY, each time at another place, so that the card can tell which one it got.
      const apdu = `00B095${(++sent).toString(16).padStart(4, '0').toUpperCase()}`;
      const error = await ask({ method: 'transmit', reader, apdu, timeoutMs: ANSWER_MS / 2 });
      const times = card.times(apdu);
      const outcome = error?.outcome ?? 'answered';
      const words = error ? `${error.code} ${outcome}` : outcome;
      const isTrue = TRUE_TIMES[outcome]?.includes(times);
      return [isTrue ? words : `untrue: ${words}, and the card got it ${times} times`];
    },
    async comesBack(card) {
      const failed: string[] = [];
      await until('the card answers again', GIVES_UP_MS, async () => {
        if (isClosed) throw new Error('the daemon has gone');
        if (!isPresent()) return false;
        const said = [(await self.powersOn()) ?? (await self.sends(card))].flat();
        if (said.every((word) => word === 'answered')) return true;
        failed.push(...said);
        return false;
      });
      return failed;
    },
    sent: () => sent,
  };
  return self;
}
