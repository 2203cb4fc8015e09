/** The address of the portal, alone, in the state that is chosen. */
import { armingsText } from '../../faults/arming.ts';
import type { Choices } from './choices.ts';

export const isSample = ({ screen }: Choices): boolean =>
  screen !== '' && !screen.startsWith('to:');

/** `reset` begins the day anew; without it the same day goes on, as after a power cut. */
export function portalAddress(choices: Choices, reset: boolean): string {
  const { lang, type, accent, operator, keys, motion } = choices;
  const query = new URLSearchParams();
  const add = (name: string, value: string | number, usual: string | number = '') => {
    if (value !== usual) query.set(name, String(value));
  };
  if (isSample(choices)) query.set('gallery', choices.screen);
  else {
    query.set('stage', 'off');
    query.set('scenario', choices.scenario);
    if (reset) query.set('reset', '');
    add('pace', choices.pace, '1');
    add('card', choices.card);
    if (choices.balance !== null) query.set('balance', String(choices.balance));
    add('hand', choices.hand, 'on');
    add('faults', armingsText(choices.faults));
    query.set('keys', keys);
    add('port', choices.port, 'host-object');
    add('grant', choices.grant, 'policy');
  }
  query.set('lang', lang);
  add('type', type, 'standard');
  add('accent', accent);
  add('operator', operator);
  if (motion === 'off') query.set('still', '');
  return `./?${query}`.replace(/=(?=&|$)/g, '');
}
