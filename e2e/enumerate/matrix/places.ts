/** Where each step of the matrix is, in the seams of a payment: a fault strikes at the place that fits what it breaks. */
import type { SeamClass } from '../seams.ts';
import type { StepId } from './matrix.ts';

export interface Place {
  readonly group: SeamClass;
  /** Fits the label of the seam. */
  readonly label: RegExp;
  /** Only seams after one whose name fits this. */
  readonly after?: RegExp;
}

const place = (group: SeamClass, label: RegExp, after?: RegExp): Place => ({
  group,
  label,
  ...(after ? { after } : {}),
});

/** Card check, balance and lease are one request: the attempt. */
const ATTEMPT = place('request', /^POST orders\/attempts$/);

/** What passes between portal and TSP in a step. */
export const REQUESTS: Partial<Readonly<Record<StepId, Place>>> = {
  S1: place('request', /^GET orders$/),
  S2: place('request', /^POST quotes$/),
  S3: place('request', /^POST orders$/),
  S5: ATTEMPT,
  S6: ATTEMPT,
  S7: ATTEMPT,
  S8: place('request', /^POST attempts\/authorise$/),
  S10: place('request', /^POST attempts\/report$/),
  S13: place('request', /^GET orders$/, /PUT orders\/activation$/),
};

/** What passes between portal and card. */
export const COMMANDS: Partial<Readonly<Record<StepId, Place>>> = {
  S4: place('apdu', /^SELECT$/),
  S5: place('apdu', /^READ BINARY$/),
  S6: place('apdu', /^GET BALANCE$/),
  S7: place('apdu', /^INIT PURCHASE$/),
  S8: REQUESTS.S8!,
  S9: place('apdu', /^DEBIT$/),
  S10: REQUESTS.S10!,
};

/** What passes between the operator's parties, and into the TSP's store. */
export const INSIDE: Partial<Readonly<Record<StepId, Place>>> = {
  S2: place('boss', /^POST holds$/),
  S3: place('boss', /^POST holds$/, /POST orders$/),
  S8: place('boss', /^GET holds$/),
  S11: place('commit', /^tsp attempt\+awaited$/, /verify MAC2$/),
  S12: place('boss', /^PUT orders\/activation$/),
  S14: place('ppp', /^PUT batches$/),
  S15: place('ppp', /^GET batches\/result$/),
};

/** Any moment of a step, for what strikes the box or a person's key. */
export const momentOf = (step: StepId): Place =>
  (COMMANDS[step] ?? REQUESTS[step] ?? INSIDE[step])!;
