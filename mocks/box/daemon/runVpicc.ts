/** `npm run vpicc`: a card of the pretend household in this machine's pcscd. */
import { randomBytes } from 'node:crypto';
import type { Bytes } from '../../../src/shared/bytes.ts';
import { createCard } from '../../card/createCard.ts';
import type { CardName } from '../../faults/scenarios.ts';
import { CARD_NAMES, walletCard } from '../walletCards.ts';
import { VPCD_PORT, vpicc } from './vpicc.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** `[card] [port]`. @throws Error with a sentence for people. */
export async function runVpicc([name = 'good', asked]: readonly string[]): Promise<void> {
  if (!CARD_NAMES.includes(name as CardName)) {
    throw new Error(`no card is called ${name}; there are ${CARD_NAMES.join(', ')}`);
  }
  const port = asked === undefined ? VPCD_PORT : Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${asked}: not a port`);
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
