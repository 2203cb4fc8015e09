import type { components } from './tspApi.generated.ts';

/** The service id under which overdue bills are paid alone; no service of the catalogue has it. */
export const ARREARS: components['schemas']['ArrearsId'] = 'arrears';
