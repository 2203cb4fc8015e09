/** The beginnings that make sense without a box: what differs is at BOSS or on the platform. */

import type { FaultId } from '../faults/faultList.ts';
import { faultOf } from '../faults/faultList.ts';
import { type Scenario, scenarios } from '../scenarios.ts';

const BOX_SIDE = ['card', 'cards', 'hand', 'box', 'provesBy', 'network'] as const;
const OPERATOR_FAULTS = ['boss', 'platform'];

const isForOperator = (scenario: Scenario): boolean =>
  BOX_SIDE.every((name) => scenario[name] === undefined) &&
  Object.keys(scenario.faults ?? {}).every((id) =>
    OPERATOR_FAULTS.includes(faultOf(id as FaultId).group),
  );

export const backendScenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(
  Object.entries(scenarios).filter(([, scenario]) => isForOperator(scenario)),
);

/** One a line, with what it is. */
export const scenarioList = (): string =>
  Object.entries(backendScenarios)
    .map(([name, { title }]) => `  ${name.padEnd(24)}${title.en}  ${title['zh-CN']}`)
    .join('\n');
