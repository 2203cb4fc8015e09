/** What a caller's code stands for. */
import type { OpsHandler } from '../base/opsTypes.ts';

export const getIncidents: OpsHandler<'getIncidents'> = async () => ({
  status: 200,
  body: { items: [] },
});
