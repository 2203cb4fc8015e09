/** The options of the stage, and their address: opened again, it gives the same state. */

import { CARD_NAMES } from '../../box/walletCards.ts';
import { type Armings, armingsFrom, armingsText } from '../../faults/arming.ts';
import { type CardName, DEFAULT_SCENARIO, scenarios } from '../../faults/scenarios.ts';

export interface StageOptions {
  /** The stage's own language. */
  readonly ui: 'zh-CN' | 'en';
  readonly scenario: string;
  /** '' is the portal from its start; `to:STEP` goes on by itself to that step; otherwise the id of a sample. */
  readonly screen: string;
  /** '' is the card of the scenario. */
  readonly card: CardName | '';
  /** Fen; `null`: the balance at issue. */
  readonly balance: number | null;
  readonly hand: 'on' | 'off';
  /** In addition to the scenario's faults, or switching them off. */
  readonly faults: Armings;
  readonly lang: 'zh-CN' | 'zh-TW' | 'en';
  readonly type: 'standard' | 'large';
  /** Six hex digits; '' is the operator's colour. */
  readonly accent: string;
  /** '' is the operator of `config.json` as it is. */
  readonly skin: string;
  readonly keys: string;
  readonly size: '1280x720' | '1920x1080' | '640x530';
  readonly safe: 'off' | 'on';
  readonly pace: '1' | '10';
  readonly motion: 'on' | 'off';
  /** How the box reaches its reader. */
  readonly port: 'host-object' | 'webusb' | 'webhid' | 'websocket';
  /** Whether the portal must ask for the reader first, as in a browser without a policy. */
  readonly grant: 'policy' | 'ask';
}

export const DEFAULTS: StageOptions = {
  ui: 'zh-CN',
  scenario: DEFAULT_SCENARIO,
  screen: '',
  card: '',
  balance: null,
  hand: 'on',
  faults: {},
  lang: 'zh-CN',
  type: 'standard',
  accent: '',
  skin: '',
  keys: 'desktop',
  size: '1280x720',
  safe: 'off',
  pace: '1',
  motion: 'on',
  port: 'host-object',
  grant: 'policy',
};

const OPTIONS = {
  ui: ['zh-CN', 'en'],
  hand: ['on', 'off'],
  lang: ['zh-CN', 'zh-TW', 'en'],
  type: ['standard', 'large'],
  size: ['1280x720', '1920x1080', '640x530'],
  safe: ['off', 'on'],
  pace: ['1', '10'],
  motion: ['on', 'off'],
  port: ['host-object', 'webusb', 'webhid', 'websocket'],
  grant: ['policy', 'ask'],
} as const;

/** The steps of a payment to which the stage can go by itself, in order. */
export const REACHABLE = ['service', 'confirm', 'waitCard', 'result'] as const;

const FREE = {
  scenario: (text: string) => Object.hasOwn(scenarios, text),
  screen: (text: string) => /^(to:)?[A-Za-z0-9-]+$/.test(text),
  card: (text: string) => (CARD_NAMES as readonly string[]).includes(text),
  accent: (text: string) => /^[0-9a-f]{6}$/i.test(text),
  skin: (text: string) => /^[a-z0-9-]+$/.test(text),
  keys: (text: string) => /^[a-z0-9-]+$/.test(text),
} as const;

/** A person who chooses the screen that waits for a card does not want it to go on. */
export const usualHand = (screen: string): StageOptions['hand'] =>
  screen === 'to:waitCard' ? 'off' : 'on';

/** Reads options from an address; invalid values are ignored. */
export function optionsFrom(search: string): StageOptions {
  const query = new URLSearchParams(search);
  const said: Record<string, unknown> = {};
  for (const [name, value] of query) {
    const options = OPTIONS[name as keyof typeof OPTIONS] as readonly string[] | undefined;
    if (options?.includes(value) || FREE[name as keyof typeof FREE]?.(value)) said[name] = value;
  }
  const balance = query.get('balance');
  if (balance !== null && /^\d{1,8}$/.test(balance)) said.balance = Number(balance);
  const hand = usualHand(query.get('screen') ?? '');
  return { ...DEFAULTS, hand, ...said, faults: armingsFrom(query.get('faults') ?? '') };
}

/** `?stage` and the options that differ from the defaults, in readable form. */
export function addressOf(options: StageOptions): string {
  const parts = ['stage'];
  for (const name of Object.keys(DEFAULTS) as (keyof StageOptions)[]) {
    const value = name === 'faults' ? armingsText(options.faults) : options[name];
    const usual =
      name === 'faults' ? '' : name === 'hand' ? usualHand(options.screen) : DEFAULTS[name];
    if (value !== usual) parts.push(`${name}=${value}`);
  }
  return `?${parts.join('&')}`;
}
