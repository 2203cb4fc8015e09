/** The options of the stage, and their address: opened again, it gives the same state. */

import {
  hashOf,
  lookOfHash,
  NO_LOOK,
  type OwnLook,
} from '../../../src/app/gallery/look/ownLook.ts';
import { CARD_NAMES } from '../../box/walletCards.ts';
import { type Armings, armingsFrom, armingsText } from '../../faults/arming.ts';
import { type CardName, DEFAULT_SCENARIO, scenarios } from '../../faults/scenarios.ts';
import { LOG_KINDS, type LogKind } from './logLine.ts';

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
  /** CSS pixels, `1280x720`. */
  readonly size: string;
  readonly safe: 'off' | 'on';
  /** Lines over the television. */
  readonly grid: 'off' | 'columns' | 'baseline' | 'both';
  readonly pace: '1' | '10';
  readonly motion: 'on' | 'off';
  /** How the box reaches its reader. */
  readonly port: 'host-object' | 'webusb' | 'webhid' | 'websocket';
  /** Whether the portal must ask for the reader first, as in a browser without a policy. */
  readonly grant: 'policy' | 'ask';
  /** What stands below the remote. */
  readonly panel: Panel;
  /** How a second picture of the same sample is shown. */
  readonly compare: 'off' | 'beside' | 'wipe' | 'difference';
  /** How that one differs; '' is as in the first. */
  readonly vsLang: StageOptions['lang'] | '';
  readonly vsType: StageOptions['type'] | '';
  readonly vsSkin: string;
  /** `none`: without own tokens, words and skin. */
  readonly vsLook: 'same' | 'none';
  /** The address of another build, `http://localhost:4173/`. */
  readonly vsBuild: string;
  /** The filters of the list of samples: a text, and `step:confirm`, `failure:card-blocked`, `money:unknown`, `with:arrears`. */
  readonly find: string;
  readonly of: string;
  /** The filter of the words, and whether all are shown or those on the screen. */
  readonly word: string;
  readonly allWords: 'off' | 'on';
  /** Kinds of lines that the log hides, and what its lines must have in them. */
  readonly logHides: readonly LogKind[];
  readonly logFind: string;
  /** Own tokens, words and skin. */
  readonly look: OwnLook;
}

export const PANELS = [
  'play',
  'samples',
  'access',
  'measure',
  'tokens',
  'texts',
  'compare',
] as const;
export type Panel = (typeof PANELS)[number];

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
  grid: 'off',
  pace: '1',
  motion: 'on',
  port: 'host-object',
  grant: 'policy',
  panel: 'play',
  compare: 'off',
  vsLang: '',
  vsType: '',
  vsSkin: '',
  vsLook: 'same',
  vsBuild: '',
  find: '',
  of: '',
  word: '',
  allWords: 'off',
  logHides: [],
  logFind: '',
  look: NO_LOOK,
};

const OPTIONS = {
  ui: ['zh-CN', 'en'],
  hand: ['on', 'off'],
  lang: ['zh-CN', 'zh-TW', 'en'],
  type: ['standard', 'large'],
  safe: ['off', 'on'],
  grid: ['off', 'columns', 'baseline', 'both'],
  pace: ['1', '10'],
  motion: ['on', 'off'],
  port: ['host-object', 'webusb', 'webhid', 'websocket'],
  grant: ['policy', 'ask'],
  panel: PANELS,
  compare: ['off', 'beside', 'wipe', 'difference'],
  vsLang: ['zh-CN', 'zh-TW', 'en'],
  vsType: ['standard', 'large'],
  vsLook: ['same', 'none'],
  allWords: ['off', 'on'],
} as const;

/** The steps of a payment to which the stage can go by itself, in order. */
export const REACHABLE = ['service', 'confirm', 'waitCard', 'result'] as const;

/** Pixels that a television may have. */
export function isSize(text: string): boolean {
  const [, width = 0, height = 0] = (/^(\d{3,4})x(\d{3,4})$/.exec(text) ?? []).map(Number);
  return width >= 320 && width <= 3840 && height >= 240 && height <= 2160;
}

/** Only pages: another scheme could run a script in the stage. */
export const isBuild = (text: string): boolean =>
  /^https?:\/\/[\w.:[\]-]+\/([\w./~-]*\/)?$/.test(text);

const FREE = {
  scenario: (text: string) => Object.hasOwn(scenarios, text),
  screen: (text: string) => /^(to:)?[A-Za-z0-9-]+$/.test(text),
  card: (text: string) => (CARD_NAMES as readonly string[]).includes(text),
  accent: (text: string) => /^[0-9a-f]{6}$/i.test(text),
  skin: (text: string) => /^[a-z0-9-]+$/.test(text),
  keys: (text: string) => /^[a-z0-9-]+$/.test(text),
  size: isSize,
  vsSkin: (text: string) => /^[a-z0-9-]+$/.test(text),
  vsBuild: isBuild,
  find: () => true,
  of: (text: string) => /^[a-z]+:[\w.-]+$/i.test(text),
  word: () => true,
  logFind: () => true,
} as const;

/** A person who chooses the screen that waits for a card does not want it to go on. */
export const usualHand = (screen: string): StageOptions['hand'] =>
  screen === 'to:waitCard' ? 'off' : 'on';

/** Reads options from an address; invalid values are ignored. */
export function optionsFrom(search: string, hash = ''): StageOptions {
  const query = new URLSearchParams(search);
  const said: Record<string, unknown> = {};
  for (const [name, value] of query) {
    const options = OPTIONS[name as keyof typeof OPTIONS] as readonly string[] | undefined;
    if (options?.includes(value) || FREE[name as keyof typeof FREE]?.(value)) said[name] = value;
  }
  const balance = query.get('balance');
  if (balance !== null && /^\d{1,8}$/.test(balance)) said.balance = Number(balance);
  const hand = usualHand(query.get('screen') ?? '');
  const hidden = (query.get('logHides') ?? '').split(',');
  return {
    ...DEFAULTS,
    hand,
    ...said,
    faults: armingsFrom(query.get('faults') ?? ''),
    logHides: LOG_KINDS.filter((kind) => hidden.includes(kind)),
    look: lookOfHash(hash),
  };
}

/** Colons, commas and slashes stay as people write them. */
const written = (value: unknown): string =>
  encodeURIComponent(String(value)).replace(/%(3A|2C|2F|40)/g, decodeURIComponent);

/**
 * `?stage`, the options that differ from the defaults, and behind `#` what is changed in the look. With the screen that waits for a card
 * the address always says whose hand is there: on that depends whether it pays.
 */
export function addressOf(options: StageOptions): string {
  const { look, faults, logHides, ...plain } = options;
  const texts = { ...plain, faults: armingsText(faults), logHides: logHides.join() };
  const usual = { ...DEFAULTS, faults: '', logHides: '' };
  const parts = ['stage'];
  for (const name of Object.keys(DEFAULTS) as (keyof StageOptions)[]) {
    if (name === 'look') continue;
    const isSaid = name === 'hand' && options.screen === 'to:waitCard';
    const value = texts[name];
    if (isSaid || value !== usual[name]) parts.push(`${name}=${written(value)}`);
  }
  return `?${parts.join('&')}${hashOf(look)}`;
}
