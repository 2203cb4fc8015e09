/**
 * What BOSS tells people at the operator about subscribers. Searching people is no payment: its silence has a circuit of its own,
 * so that a slow search never stops one.
 */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type { components } from '../../../contract/bossApi.generated.ts';
import { BOSS_URL } from '../base/bossClient.ts';
import { createCircuit } from '../base/circuit.ts';
import { type PartyClient, type PartyError, partyClient } from '../base/partyClient.ts';
import type { TspSetup } from '../base/ports.ts';

type Schemas = components['schemas'];
export type FoundSubscribers = Schemas['FoundSubscribers'];
export type Household = Schemas['Household'];

/** `unknown`: BOSS does not know this subscriber; `silent`: it has not told. */
type NotTold = 'unknown' | 'silent';

export interface Households {
  find(
    by: { readonly name: string } | { readonly tail: string },
  ): Promise<Result<FoundSubscribers, NotTold>>;
  read(subscriberId: string): Promise<Result<Household, NotTold>>;
}

const notTold = (error: PartyError): NotTold =>
  error.kind === 'problem' && error.code === 'subscriber.unknown' ? 'unknown' : 'silent';

const told = <T extends object>(
  answer: Result<T, PartyError>,
  lists: readonly (keyof T)[],
): Result<T, NotTold> => {
  if (!answer.ok) return fail(notTold(answer.error));
  const isWhole = lists.every((name) => Array.isArray(answer.value?.[name]));
  return isWhole ? ok(answer.value) : fail('silent');
};

export function createHouseholds({ environment, boss, limits }: TspSetup): Households {
  const circuit = createCircuit(environment.clock, limits);
  const client: PartyClient = partyClient(environment, boss, BOSS_URL, limits.bossMs, circuit);
  return {
    async find(by) {
      const query = new URLSearchParams(by);
      return told(await client.get<FoundSubscribers>(`/subscribers?${query}`), ['found']);
    },
    async read(subscriberId) {
      const path = `/subscribers/${encodeURIComponent(subscriberId)}/household`;
      return told(await client.get<Household>(path), ['boxes', 'services', 'dues']);
    },
  };
}
