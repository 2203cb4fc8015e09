/** Pays with a simulated card in a real pcscd, by the real daemon and browser; real tools read the card, too. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { vpicc } from '../../mocks/box/daemon/vpicc.ts';
import { play } from '../../mocks/card/transcript.ts';
import { builtPortal, optionsOf } from '../../mocks/start/options.mjs';
import { toHex } from '../../src/shared/bytes.ts';
import { openChromium } from '../engines/cdp.ts';
import { type Driver, until } from '../engines/driver.ts';
import { NotHere } from '../engines/install.ts';
import { newFolder } from '../engines/processes.ts';
import { findChromium } from '../findChromium.mjs';
import { GALAXY_CABLE, type OperatorSide, startOperatorSide } from '../shipped/operatorSide.ts';
import { type DaemonProcess, startDaemon } from './daemonProcess.ts';
import {
  freePort,
  freeVpcdPort,
  installPcscd,
  type RealPcscd,
  startPcscd,
  VIRTUAL_READER_INDEX,
} from './realPcscd.ts';
import { newCard, type Subscriber, subscriber } from './subscriber.ts';
import { answersByScriptor, atrByOpensc } from './tools.ts';
import { toTheEnd } from './toTheEnd.ts';

const ROOT = join(import.meta.dirname, '../..');
const HD = { width: 1280, height: 720 };
const PRICE = 2_600;
const DEBIT = 0x54;
const LIMIT_MS = 60_000;

const program = {
  usage: 'npm run pcsc -- [options]',
  options: {
    dist: {
      type: 'string',
      is: 'FOLDER',
      about: 'a production build that is there',
      ...builtPortal,
    },
  },
} as const;

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Commands of every T=0 case: scriptor must receive what the card answers directly. */
const COMMANDS = [
  '00 A4 00 00 02 3F 01', // data, answer fetched by GET RESPONSE
  '00 C0 00 00 30',
  '80 5C 00 02', // no length at all
  '80 5C 00 02 10', // a wrong one: 6C04
  '80 5C 00 02 04',
  '00 B0 95 00 1E',
  '00 B2 01 C4 17', // no record yet
  '80 50 01 02 0B 01 00 00 00 64 00 00 00 00 00 01', // INITIALIZE FOR PURCHASE
  '00 84 00 00 04',
  '00 DD 00 00 00', // unknown
];

async function readByTools(vpcdPort: number): Promise<void> {
  const card = newCard();
  const inside = await vpicc(card, vpcdPort);
  const wanted = toHex(card.atr);
  await until('opensc-tool reads the ATR', 20_000, async () => {
    // pcscd polls its slots a few times a second, so at first it may see no card.
    return (await atrByOpensc().catch(() => '')) === wanted;
  });
  print(`ok  opensc-tool reads the ATR ${wanted}`);

  const twin = newCard();
  const heard = await answersByScriptor(COMMANDS);
  const script = COMMANDS.map((command, at) => `=> ${command}\n<= ${heard[at] ?? 'nothing'}`);
  const transcript = script.join('\n');
  const told = play({ card: twin }, transcript);
  if (told !== transcript) throw new Error(`scriptor heard\n${transcript}\nthe card says\n${told}`);
  print(`ok  scriptor hears what the card says, ${COMMANDS.length} commands`);
  inside.pull();
  await inside.out;
}

function build(): string {
  const dist = newFolder('pcsc-dist');
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--outDir', dist, '--emptyOutDir'];
  const { NODE_ENV: _, ...env } = process.env;
  execFileSync(process.execPath, vite, { cwd: ROOT, env, stdio: 'pipe' });
  return dist;
}

type Restart = (how: 'stop' | 'kill' | 'start') => Promise<void>;

interface Home {
  readonly side: OperatorSide;
  readonly viewer: Subscriber;
  readonly driver: Driver;
}

/** Checks that BOSS, the TSP's ledger and the card agree. */
async function checkBooks({ side }: Home, balanceFen: number, debits: number): Promise<void> {
  const { orders, books, bookFault } = await side.facts();
  const spent = 100_000 - balanceFen;
  const completed = orders.filter(({ state }) => state === 'COMPLETED').length;
  const faults = [
    spent === debits * PRICE ? '' : `the card lost ${spent} fen`,
    completed === debits ? '' : `${completed} orders are completed, ${debits} are paid`,
    (books.unionpay_receivable ?? 0) === spent
      ? ''
      : `the ledger says ${books.unionpay_receivable}`,
    bookFault ?? '',
    ...side.violations,
  ].filter(Boolean);
  if (faults.length > 0) throw new Error(faults.join('; '));
}

async function pays(home: Home): Promise<void> {
  const { viewer } = home;
  const card = newCard();
  await viewer.buys();
  const inside = await viewer.inserts(card);
  await viewer.sees('result');
  await viewer.reads(/缴费成功.*0018/s);
  await checkBooks(home, card.state.balanceFen, 1);
  print(
    `ok  paid in Chromium through daemon and pcscd, in slot ${VIRTUAL_READER_INDEX + 1} of ${VIRTUAL_READER_INDEX + 2}: ${card.state.balanceFen / 100} yuan are left`,
  );
  inside.pull();
  await inside.out;
  await viewer.presses('back');
}

/** Tears the card out during DEBIT; put back, the same card proves whether it was debited. */
async function tornWhileDebiting(home: Home, at: 'before-write' | 'after-write'): Promise<void> {
  const { viewer } = home;
  const card = newCard();
  card.cutNext({ at, command: DEBIT });
  await viewer.buys();
  const torn = await viewer.inserts(card);
  await torn.out;
  await viewer.sees('insertSameCard');
  await viewer.reads(/请勿再次缴费/);
  const again = await viewer.inserts(card);
  const isPaid = at === 'after-write';
  await viewer.sees(isPaid ? 'result' : 'refused');
  await viewer.reads(isPaid ? /缴费成功/ : /没有扣款/);
  await checkBooks(home, card.state.balanceFen, isPaid ? 1 : 0);
  print(`ok  torn out in DEBIT, ${at}: ${isPaid ? 'paid once' : 'not paid'}, and told so`);
  again.pull();
  await again.out;
}

/** Stops the daemon while the portal waits for a card, and starts it again: the screen shows both, then it pays. */
async function daemonRestarts(home: Home, restart: Restart): Promise<void> {
  const { viewer } = home;
  const card = newCard();
  await viewer.buys();
  await restart('stop');
  await viewer.reads(/读卡器/);
  await restart('start');
  const inside = await viewer.inserts(card);
  await viewer.sees('result');
  await checkBooks(home, card.state.balanceFen, 1);
  print('ok  paid after the daemon had gone and come back');
  inside.pull();
  await inside.out;
}

/** Kills the daemon once the card has debited and before anybody knows; the card that stayed in proves it. */
async function daemonKilledWhileDebiting(home: Home, restart: Restart): Promise<void> {
  const { viewer } = home;
  const card = newCard();
  let debits = 0;
  let isGone = Promise.resolve();
  await viewer.buys();
  const inside = await viewer.inserts({
    atr: card.atr,
    reset: () => card.reset(),
    transmit(apdu) {
      const answer = card.transmit(apdu);
      if (apdu[1] === DEBIT && ++debits === 1) isGone = restart('kill');
      return answer;
    },
  });
  await until('the daemon dies', LIMIT_MS, async () => debits === 1);
  await isGone;
  await viewer.reads(/请勿再次缴费/);
  await restart('start');
  await viewer.sees('result');
  await viewer.reads(/缴费成功/);
  await checkBooks(home, card.state.balanceFen, 1);
  if (debits !== 1) throw new Error(`the card got ${debits} DEBITs`);
  print('ok  the daemon killed in DEBIT: paid once, and told so');
  inside.pull();
  await inside.out;
}

/** Runs `journey` with a new operator's side, card and page; the daemon is started for the page's origin. */
async function visit(
  dist: string,
  chromium: string,
  pcscd: RealPcscd,
  act: (home: Home, restart: Restart) => Promise<void>,
): Promise<void> {
  const side = await startOperatorSide({ dist, operator: GALAXY_CABLE });
  const origin = side.origin.replace(/\/$/, '');
  const port = await freePort();
  let daemon: DaemonProcess = await startDaemon(origin, port);
  const restart: Restart = async (how) => {
    if (how === 'start') daemon = await startDaemon(origin, port);
    else await daemon.process[how]();
  };
  const { url, token } = daemon;
  side.config = JSON.stringify({ ...JSON.parse(side.config), readerDaemon: { url, token } });
  const driver = await openChromium(chromium, HD);
  try {
    await driver.goto(side.origin);
    await act({ side, driver, viewer: subscriber(driver, pcscd) }, restart);
  } catch (error) {
    const [said] = await daemon.process.says(/[\s\S]*/, 1_000);
    throw new Error(`${(error as Error).message}\nthe daemon said\n${said}`);
  } finally {
    await driver.close();
    await daemon.process.stop();
    await side.close();
  }
}

async function run(): Promise<void> {
  const asked = optionsOf(process.argv.slice(2), program);
  installPcscd();
  const chromium = findChromium();
  if (chromium === null) throw new NotHere('no Chromium: set CHROMIUM_PATH');
  const pcscd = await startPcscd(await freeVpcdPort());
  try {
    await readByTools(pcscd.vpcdPort);
    const dist = asked.dist ?? build();
    await visit(dist, chromium, pcscd, pays);
    await visit(dist, chromium, pcscd, (home) => tornWhileDebiting(home, 'after-write'));
    await visit(dist, chromium, pcscd, (home) => tornWhileDebiting(home, 'before-write'));
    await visit(dist, chromium, pcscd, daemonRestarts);
    await visit(dist, chromium, pcscd, daemonKilledWhileDebiting);
  } finally {
    await pcscd.stop();
  }
}

export const main = (): Promise<void> => toTheEnd(run);
