import type { components } from '../../src/tsp/tspApi.generated.ts';

/** The service id under which overdue bills are paid alone (docs/api/tsp.yaml, ArrearsId). */
export const ARREARS: components['schemas']['ArrearsId'] = 'arrears';
