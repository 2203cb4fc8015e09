/** The address of the portal alone, in the chosen state. */
import { hashOf, NO_LOOK } from '../../../src/app/gallery/look/ownLook.ts';
import { armingsText } from '../../faults/arming.ts';
import type { StageOptions } from './options.ts';

export const isSample = ({ screen }: StageOptions): boolean =>
  screen !== '' && !screen.startsWith('to:');

/** `reset` begins a new day; without it the same day goes on, as after a power cut. */
export function portalAddress(options: StageOptions, reset: boolean): string {
  const { lang, type, accent, skin, keys, motion } = options;
  const query = new URLSearchParams();
  const add = (name: string, value: string | number, usual: string | number = '') => {
    if (value !== usual) query.set(name, String(value));
  };
  if (isSample(options)) query.set('gallery', options.screen);
  else {
    query.set('stage', 'off');
    query.set('scenario', options.scenario);
    if (reset) query.set('reset', '');
    add('pace', options.pace, '1');
    add('card', options.card);
    if (options.balance !== null) query.set('balance', String(options.balance));
    add('hand', options.hand, 'on');
    add('faults', armingsText(options.faults));
    query.set('keys', keys);
    add('port', options.port, 'host-object');
    add('grant', options.grant, 'policy');
  }
  query.set('lang', lang);
  add('type', type, 'standard');
  add('accent', accent);
  add('skin', skin);
  if (motion === 'off') query.set('still', '');
  return `./?${query}`.replace(/=(?=&|$)/g, '') + hashOf(options.look);
}

/** The same sample in the other look, in this build or another; `null` where nothing is compared. */
export function otherAddress(options: StageOptions): string | null {
  if (options.compare === 'off' || !isSample(options)) return null;
  const { vsLang, vsType, vsSkin, vsLook, vsBuild } = options;
  const address = portalAddress(
    {
      ...options,
      lang: vsLang || options.lang,
      type: vsType || options.type,
      // The accent belongs to the first operator.
      ...(vsSkin && { skin: vsSkin, accent: '' }),
      look: vsLook === 'none' ? NO_LOOK : options.look,
    },
    false,
  );
  return vsBuild === '' ? address : vsBuild + address.slice('./'.length);
}
