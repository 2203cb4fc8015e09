/** One conversation with the card in the slot, from the first SELECT to DEBIT. It lives in memory only. */

import type { DebitParameters, InitAnswer } from '../purse/commands.ts';
import type { PurseObservation } from '../purse/observePurse.ts';
import type { Purse } from '../purse/readPurse.ts';
import type { CardSlot } from '../purse/slot.ts';
import type { CardConnection } from '../reader/cardReader.ts';
import { toHex } from '../shared/bytes.ts';
import type { Attempt, CardFacts, InitAnswerBody, Observation, WithCard } from '../tsp/tspTypes.ts';
import type { JournalEntry } from './journal.ts';

export interface Conversation {
  readonly card: CardConnection;
  readonly purse: Purse;
  /** How often something had left the slot when it began. */
  readonly departures: number;
  /** The idempotency key of this try to get a PSAM. */
  attemptKey: string;
  attempt?: Attempt;
  /** Whether the card has shown what became of the payments of other boxes. Once is enough: it says the same again. */
  hasShown?: boolean;
  /** The journal's entry, from the moment MAC1 is asked for. */
  entry?: JournalEntry;
  debit?: DebitParameters;
}

/** The conversation that is going on; a step's work finds it here. */
export interface ConversationHolder {
  current: Conversation | null;
}

/** Whether the card has stayed in and powered since the conversation began. */
export const isAlive = (conversation: Conversation, slot: CardSlot): boolean =>
  slot.departures.peek() === conversation.departures && slot.state.peek() === 'present';

export const cardFacts = (purse: Purse, atr: Uint8Array): CardFacts => ({
  serial: purse.serial,
  issuer: purse.issuer,
  applicationType: purse.applicationType,
  applicationVersion: purse.applicationVersion,
  validFrom: purse.validFrom,
  validTo: purse.validTo,
  atr: toHex(atr),
});

/** The answer to INIT, as the TSP wants it. */
export const initBodyOf = (init: InitAnswer): InitAnswerBody => ({
  balanceFen: init.balanceFen,
  sequence: init.sequence,
  overdraftFen: init.overdraftFen,
  keyVersion: toHex([init.keyVersion]),
  algorithmId: toHex([init.algorithmId]),
  random: toHex(init.random),
});

/** What the card said, as the TSP wants it. */
export const observationOf = (
  purse: Purse,
  { atr }: CardConnection,
  { proofs, noProofBy, sequence, log }: PurseObservation,
): WithCard<Observation> => ({
  card: cardFacts(purse, atr),
  proofs: proofs.map((proof) => ({
    sequence: proof.sequence,
    mac2: toHex(proof.mac2),
    tac: toHex(proof.tac),
  })),
  noProofBy,
  sequence,
  log: log === null ? null : log.slice(),
});
