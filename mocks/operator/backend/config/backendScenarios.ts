/** The scenarios that make sense without a box: they differ only at BOSS or on the platform. */
import { faultIds, faultOf } from '../../../faults/faultList.ts';
import { type Scenario, scenarios } from '../../../faults/scenarios.ts';

const BOX_SIDE = ['card', 'cards', 'habits', 'box', 'provesBy', 'network'] as const;

/** The faults on the operator's side, which need no box. */
export const OPERATOR_FAULTS = faultIds.filter((id) =>
  ['boss', 'platform'].includes(faultOf(id).group),
);

export const isOperatorFault = (text: string): boolean =>
  (OPERATOR_FAULTS as readonly string[]).includes(text);

const isForOperator = (scenario: Scenario): boolean =>
  BOX_SIDE.every((name) => scenario[name] === undefined) &&
  Object.keys(scenario.faults ?? {}).every(isOperatorFault);

export const backendScenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(
  Object.entries(scenarios).filter(([, scenario]) => isForOperator(scenario)),
);

/** One scenario a line, with its title. */
export const scenarioList = (): string =>
  Object.entries(backendScenarios)
    .map(([name, { title }]) => `  ${name.padEnd(24)}${title.en}  ${title['zh-CN']}`)
    .join('\n');
