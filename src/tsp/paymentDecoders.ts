/** Checks of the TSP's answers in a payment. Nothing in them can be done without, but what only explains a price. */
import { amountFen, digits, hex, orderDecoder, string, text, whole } from './decoders.ts';
import { boolean, integer, listOf, object, type Shape, spared, wordOf } from './shape.ts';
import type { Attempt, Authorisation, CardProofsResult, Quote, Resolution } from './tspTypes.ts';

const item = object({ serviceId: string, months: whole });

export const quoteDecoder: Shape<Quote> = object({
  quoteId: string,
  quoteDigest: hex(32),
  items: listOf(item),
  title: text,
  subscriber: string,
  lines: listOf(
    object({
      kind: wordOf('other', 'list', 'discount', 'proration', 'arrears', 'tax'),
      label: text,
      amountFen: whole,
      unitFen: spared(amountFen),
      quantity: spared(whole),
    }),
  ),
  amountFen,
  from: string,
  to: string,
  expiresAt: string,
});

export const attemptDecoder: Shape<Attempt> = object({
  attemptId: string,
  terminalNo: hex(6),
  keyIndex: integer(0, 255),
  leaseUntil: string,
});

export const authorisationDecoder: Shape<Authorisation> = object({
  terminalSequence: hex(4),
  date: digits(8),
  time: digits(6),
  mac1: hex(4),
});

export const resolutionDecoder: Shape<Resolution> = object({
  verdict: wordOf('undecided', 'debited', 'not-debited', 'other-card', 'manual'),
  order: orderDecoder,
});

export const proofsDecoder: Shape<CardProofsResult> = object({ settled: boolean });
