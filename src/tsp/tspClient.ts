/** The portal's side of the TSP contract in one. The portal itself loads its halves one after the other. */
import { type CatalogueCalls, catalogueCalls } from './catalogueCalls.ts';
import { type DetailCalls, detailCalls } from './detailCalls.ts';
import { type PaymentCalls, paymentCalls } from './paymentCalls.ts';
import { createTspLink, type TspLink, type TspParts } from './tspLink.ts';

export interface Tsp
  extends Omit<TspLink, 'get' | 'post'>,
    CatalogueCalls,
    DetailCalls,
    PaymentCalls {}

/** The calls that nothing before the late script makes. */
export const lateCalls = (link: TspLink, parts: Pick<TspParts, 'crypto' | 'random'>) => ({
  ...detailCalls(link),
  ...paymentCalls(link, parts),
});

export function createTspClient(parts: TspParts): Tsp {
  const link = createTspLink(parts);
  return { ...link, ...catalogueCalls(link), ...lateCalls(link, parts) };
}
