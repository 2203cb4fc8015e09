/** One authenticated call on its way to the rule that answers it. */

import type { TspParts } from '../base/ports.ts';
import type { Reply } from '../base/reply.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import type { SessionRow } from '../books/store/doorStore.ts';

export interface Call {
  readonly operationId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Fits the contract. */
  readonly body: unknown;
  readonly session: SessionRow;
  /** Empty for calls that take no Idempotency-Key. */
  readonly key: string;
  /**
   * Stores the answer under the key in the commit that has the effect, and gives it back. A handler with an
   * effect must call it: nothing else keeps an answer.
   */
  keep(unit: UnitOfWork, reply: Reply): Reply;
}

export type Handler = (parts: TspParts, call: Call) => Promise<Reply>;
