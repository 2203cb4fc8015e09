/** The portal's side of the TSP contract in one. The portal itself loads its halves one after the other. */
import { type CatalogueCalls, catalogueCalls } from './catalogueCalls.ts';
import { type PaymentCalls, paymentCalls } from './paymentCalls.ts';
import { createTspLink, type TspLink, type TspParts } from './tspLink.ts';

export type { CardFacts, WithCard } from './paymentCalls.ts';

export interface Tsp extends Omit<TspLink, 'get' | 'post'>, CatalogueCalls, PaymentCalls {}

export function createTspClient(parts: TspParts): Tsp {
  const link = createTspLink(parts);
  return { ...link, ...catalogueCalls(link), ...paymentCalls(link, parts) };
}
