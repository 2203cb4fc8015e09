/** An answer as it is sent and stored: the bytes of its body, not the value they were made from. */
import type { ProblemCode } from '../../../../src/tsp/tspTypes.ts';

export interface Reply {
  readonly status: number;
  /** Empty for 204. */
  readonly body: string;
  /** The code, when it is a refusal. */
  readonly problem?: ProblemCode;
}

export const answer = (status: number, value: unknown): Reply => ({
  status,
  body: JSON.stringify(value),
});

export const noContent: Reply = { status: 204, body: '' };
