import type { Portal } from './portal.ts';

/** The code of what went wrong outside of the payment's steps; empty while the script that draws it is on its way. */
export const codeFor = (
  { late }: Portal,
  ...fault: [step: string, cause: string, told?: string]
): string => late.value?.codeFor(...fault) ?? '';
