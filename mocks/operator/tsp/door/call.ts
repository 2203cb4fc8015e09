/** An authenticated call, as its handler gets it. */

import type { TspParts } from '../base/ports.ts';
import type { Reply } from '../base/reply.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import type { SessionRow } from '../books/store/doorStore.ts';

export interface Call {
  readonly operationId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Checked against the contract. */
  readonly body: unknown;
  /** `isBlocked`: the operator has blocked its box, which may only finish what it began. */
  readonly session: SessionRow & { readonly isBlocked?: boolean };
  /** The network address it comes from; absent where the host cannot know. */
  readonly address?: string;
  /** The idempotency key; empty for calls that take none. */
  readonly key: string;
  /**
   * Stores the answer under the key, in the commit that has the effect, and returns it. A handler with an effect must
   * call it: nothing else stores an answer.
   */
  keep(unit: UnitOfWork, reply: Reply): Reply;
}

export type Handler = (parts: TspParts, call: Call) => Promise<Reply>;
