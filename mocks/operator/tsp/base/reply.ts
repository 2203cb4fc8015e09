/** An answer as it is sent and stored: the bytes of its body, not the value they were made from. */
import type { ProblemCode, Session } from '../../../../src/tsp/tspTypes.ts';

export interface Reply {
  readonly status: number;
  /** Empty for 204. */
  readonly body: string;
  /** The code, when it is a refusal. */
  readonly problem?: ProblemCode;
  /** Not noted for the hotline: a flood. */
  readonly isQuiet?: true;
  /** Base64: the key of the session that this answer opens, and that signs it. */
  readonly sessionKey?: string;
}

export const answer = (status: number, value: unknown): Reply => ({
  status,
  body: JSON.stringify(value),
});

export const opened = (sessionKey: string, session: Session): Reply => ({
  ...answer(201, session),
  sessionKey,
});

export const noContent: Reply = { status: 204, body: '' };
