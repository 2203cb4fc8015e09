import type { OpsSetup } from '../../ops/base/opsTypes.ts';
import type { TspCore } from '../../tsp/tsp.ts';

/** The platform as the console's side sees it: always the one that runs now, also after it was restarted. */
export const platformNow = (operator: { readonly tsp: TspCore }): OpsSetup['tsp'] => ({
  get desk() {
    return operator.tsp.desk;
  },
  get households() {
    return operator.tsp.households;
  },
  businessDate: () => operator.tsp.businessDate(),
  health: () => operator.tsp.health(),
  incidentsWritten: () => operator.tsp.incidentsWritten(),
});
