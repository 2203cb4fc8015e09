/** Overdue bills, paid alone. What was wanted first is remembered with the choice and offered again afterwards. */
import { ARREARS } from '../tsp/arrearsId.ts';
import type { Choice } from './steps.ts';

export const isArrears = ({ serviceId }: { readonly serviceId: string }): boolean =>
  serviceId === ARREARS;

/** All overdue bills: BOSS says the amount. The single month means nothing. */
export const arrearsBefore = ({ serviceId, months }: Choice): Choice => ({
  serviceId: ARREARS,
  months: 1,
  wish: { serviceId, months },
});
