/** Transcripts as text: `=>` goes to a card, `<=` comes from it, any other line is a comment. */
import { fromHex, toHex } from '../../src/shared/bytes.ts';
import { CardTorn } from './cardTorn.ts';
import type { Transmitter } from './exchange.ts';

interface Party extends Transmitter {
  reset(): Uint8Array;
}

const SENT = /^(\w*) ?=> (.*)$/;
const RECEIVED = /^(\w*) ?<= (.*)$/;

function answerTo(party: Party, command: string): string {
  if (command === 'reset') return toHex(party.reset());
  try {
    return toHex(party.transmit(fromHex(command)));
  } catch (error) {
    if (error instanceof CardTorn) return 'torn';
    throw error;
  }
}

/**
 * Sends every `=>` line to the party it names (`card => …`; without a name, the only one) and writes the real answers into
 * the `<=` lines, so that a correct script comes back unchanged. Blanks inside an answer do not matter.
 */
export function play(parties: Readonly<Record<string, Party>>, script: string): string {
  let heard: string | null = null;
  const lines = script
    .trim()
    .split('\n')
    .map((line) => line.trim());
  return lines
    .map((line) => {
      const sent = SENT.exec(line);
      if (sent !== null) {
        if (heard !== null) throw new Error(`no <= line before: ${line}`);
        const party = parties[sent[1] || Object.keys(parties)[0]!];
        if (party === undefined) throw new Error(`nobody is called ${sent[1]}`);
        heard = answerTo(party, sent[2]!);
        return line;
      }
      const received = RECEIVED.exec(line);
      if (received === null) return line;
      const truth = heard;
      heard = null;
      if (truth === received[2]!.replace(/ /g, '')) return line;
      return `${received[1] ? `${received[1]} ` : ''}<= ${truth}`;
    })
    .join('\n');
}

/** A correct script in the form in which `play` answers it. */
export const told = (script: string): string =>
  script
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
