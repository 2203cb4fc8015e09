import { ARREARS } from '../tsp/arrearsId.ts';

/** Whether an order or a choice is that of overdue bills, paid alone. */
export const isArrears = ({ serviceId }: { readonly serviceId: string }): boolean =>
  serviceId === ARREARS;
