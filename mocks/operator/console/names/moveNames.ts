/** From which state to which, in words: of time lines and of the audit. */
import { say } from '../state/language.ts';
import { caseStates } from './caseNames.ts';
import { attemptStates, claimStates, type Named, orderStates } from './stateNames.ts';

const STATES: Readonly<Record<string, Readonly<Record<string, Named>>>> = {
  order: orderStates,
  attempt: attemptStates,
  case: caseStates,
  claim: claimStates,
  box: {
    'let in': ['允许', 'Let in', 'good'],
    blocked: ['停用', 'Blocked', 'bad'],
  },
  switch: { on: ['开', 'On', 'good'], off: ['关', 'Off', 'bad'] },
};

/** The name of a state that the event `what` moved something from or to; one that is not listed is shown as it is written. */
export function moveName(what: string, state: string): string {
  const [area = ''] = what.split('.');
  const names = Object.hasOwn(STATES, area) ? STATES[area]! : {};
  const named = Object.hasOwn(names, state) ? names[state] : undefined;
  return named ? say(named[0], named[1]) : state;
}
