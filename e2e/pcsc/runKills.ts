/**
 * Kills pcscd, or the process of the daemon's binding, in the middle of commands: each is answered once and truly, and the card
 * answers again within two seconds.
 */
import { seededRandom } from '../../mocks/environment/simulation.ts';
import { optionsOf, wholeNumber } from '../../mocks/start/options.mjs';
import { type CountedCard, countedCard } from './countedCard.ts';
import { type DaemonPage, daemonPage } from './daemonPage.ts';
import { type DaemonProcess, startDaemon } from './daemonProcess.ts';
import {
  freePort,
  freeVpcdPort,
  installPcscd,
  type RealPcscd,
  SPARE_READER,
  startPcscd,
  VIRTUAL_READER,
} from './realPcscd.ts';
import { toTheEnd } from './toTheEnd.ts';

const ORIGIN = 'http://portal.example';
const IN_TIME_MS = 2_000;
const START_MS = 10_000;
const LINES = 20;

/** When pcscd is killed: while a request is under way, once the card itself has the command, or at rest. */
const MOMENTS = [
  'powerOn',
  'transmit',
  'inside the card',
  'after the answer',
  'powerOff',
  'idle',
] as const;
type Moment = (typeof MOMENTS)[number];
/** pcscd dies more often. */
const VICTIMS = ['pcscd', 'pcscd', 'pcscd', 'binding'] as const;
type Victim = (typeof VICTIMS)[number];
/** How long a request is under way at most, and how long pcscd stays away. */
const UNDER_WAY_MS = 20;
const AWAY_MS = [0, 50, 300, 1_500];

const count = (about: string, otherwise: string) =>
  ({ type: 'string', is: 'N', about, default: otherwise, ...wholeNumber(1, 10_000) }) as const;
const program = {
  usage: 'npm run pcsc:kills -- [options]',
  options: {
    kills: count('20 without it', '20'),
    seed: count('of moments and times; 1 without it', '1'),
  },
} as const;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Home {
  readonly vpcdPort: number;
  readonly card: CountedCard;
  readonly page: DaemonPage;
  readonly daemon: DaemonProcess;
  pcscd: RealPcscd;
}

/** Kills `victim` at `moment`; answers what the request under way was told, and what of that is untrue. */
async function kills(
  home: Home,
  victim: Victim,
  moment: Moment,
  afterMs: number,
): Promise<string[]> {
  const { card, page } = home;
  let isDead = Promise.resolve();
  const kill = () => {
    card.onCommand = () => {};
    if (victim === 'binding') home.daemon.killBinding();
    else isDead = home.pcscd.kill();
  };
  if (moment === 'inside the card') card.onCommand = kill;
  const asks: Readonly<Record<Moment, () => Promise<string[]>>> = {
    powerOn: async () => [(await page.powersOn()) ?? 'on'],
    powerOff: async () => [(await page.powersOff()) ?? 'off'],
    idle: async () => [],
    transmit: () => page.sends(card),
    'inside the card': () => page.sends(card),
    'after the answer': () => page.sends(card),
  };
  const underWay = asks[moment]();
  await (moment === 'after the answer' ? underWay : pause(afterMs));
  if (moment !== 'inside the card') kill();
  const said = await underWay;
  await isDead;
  return said;
}

/** What the daemon logged last. */
async function lastLines({ process: daemon }: DaemonProcess): Promise<string> {
  const [said] = await daemon.says(/[\s\S]*/, 1_000);
  return said.trim().split('\n').slice(-LINES).join('\n');
}

async function runs(home: Home, wanted: number, seed: number): Promise<void> {
  const { card, page, vpcdPort } = home;
  const random = seededRandom(seed);
  const below = (most: number) => Math.floor((random.bytes(1)[0]! * most) / 256);
  const took: number[] = [];
  let lies = 0;
  for (let kill = 1; kill <= wanted; kill++) {
    const moment = MOMENTS[below(MOMENTS.length)]!;
    const afterMs = below(UNDER_WAY_MS);
    const awayMs = AWAY_MS[below(AWAY_MS.length)]!;
    const victim = VICTIMS[below(VICTIMS.length)]!;
    const said = await kills(home, victim, moment, afterMs);
    let began = performance.now();
    if (victim === 'pcscd') {
      card.pull();
      await pause(awayMs);
      began = performance.now();
      [home.pcscd] = await Promise.all([startPcscd(vpcdPort), card.inserts()]);
    }
    said.push(...(await page.comesBack(card)));
    const ms = Math.round(performance.now() - began);
    took.push(ms);
    if (ms > IN_TIME_MS) print(await lastLines(home.daemon));
    lies += said.filter((word) => word.startsWith('untrue')).length;
    const when = moment === 'after the answer' ? moment : `${moment}, ${afterMs} ms`;
    const who = victim === 'pcscd' ? `pcscd, away ${awayMs} ms` : victim;
    print(`${kill}. ${who}; ${when}: ${said.join(', ') || 'nothing'}; back after ${ms} ms`);
  }
  const inTime = took.filter((ms) => ms <= IN_TIME_MS).length;
  const longest = Math.max(...took);
  print(
    `${inTime} of ${wanted} came back within ${IN_TIME_MS} ms, the slowest after ${longest} ms`,
  );
  print(`${lies} of ${page.sent()} commands were answered untruly`);
  if (inTime < wanted || lies > 0) process.exitCode = 1;
}

async function run(): Promise<void> {
  const { kills: wanted, seed } = optionsOf(process.argv.slice(2), program);
  installPcscd();
  const vpcdPort = await freeVpcdPort();
  const card = countedCard(vpcdPort);
  const pcscd = await startPcscd(vpcdPort);
  await card.inserts();
  const daemon = await startDaemon(ORIGIN, await freePort(), [VIRTUAL_READER]);
  const page = await daemonPage(daemon, ORIGIN);
  const home: Home = { vpcdPort, card, pcscd, page, daemon };
  try {
    await home.page.comesBack(card);
    await daemon.process.says(new RegExp(`${SPARE_READER}: not watched`), START_MS);
    await runs(home, Number(wanted), Number(seed));
  } catch (error) {
    throw new Error(`${(error as Error).message}\nthe daemon said\n${await lastLines(daemon)}`);
  } finally {
    await daemon.process.stop();
    await home.pcscd.stop();
  }
}

export const main = (): Promise<void> => toTheEnd(run);
