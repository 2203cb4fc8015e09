import type { Step, Unfinished } from '../payment/steps.ts';

/**
 * Whether the page may be loaded again: without the late script nothing was paid in it; with it, only where the viewer chooses and no
 * earlier payment waits for its end.
 */
export const mayRestart = (late: object | null, step: Step): boolean =>
  !late || (step as { unfinished?: Unfinished | null }).unfinished === null;
