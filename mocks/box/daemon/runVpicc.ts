/** `npm run vpicc` puts a card of the simulated household into this machine's pcscd. */
import { randomBytes } from 'node:crypto';
import type { Bytes } from '../../../src/shared/bytes.ts';
import { createCard } from '../../card/createCard.ts';
import type { CardName } from '../../faults/scenarios.ts';
import { optionsOf, wholeNumber } from '../../start/options.mjs';
import { CARD_NAMES, walletCard } from '../walletCards.ts';
import { VPCD_PORT, vpicc } from './vpicc.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);

const program = {
  usage: 'npm run vpicc -- [card] [port]      docs/integrate/host-bridge.md',
  words: {
    card: {
      about: `one of ${CARD_NAMES.join(', ')}; good without it`,
      default: 'good',
      fits: new RegExp(`^(${CARD_NAMES.join('|')})$`),
      expected: `one of ${CARD_NAMES.join(', ')}`,
    },
    port: { about: 'of vpcd', default: String(VPCD_PORT), ...wholeNumber(1, 65_535) },
  },
} as const;

/** @throws Error with a sentence for people. */
export async function runVpicc(argv: readonly string[]): Promise<void> {
  const asked = optionsOf(argv, program);
  const [name, port] = [asked.card, Number(asked.port)];
  const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) as Bytes };
  const card = createCard(walletCard(name as CardName), {
    random,
    onWrite: ({ balanceFen }) => print(`written: ${(balanceFen / 100).toFixed(2)} yuan are left`),
  });
  const inside = await vpicc(card, port).catch((error: Error) => {
    throw new Error(
      `${error.message}: is pcscd running, with vsmartcard-vpcd, and no card in its slot yet?`,
    );
  });
  print(`The card "${name}" is in the reader at port ${port}. Ctrl-C takes it out.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, inside.pull);
  await inside.out;
  print('The card is out.');
}
