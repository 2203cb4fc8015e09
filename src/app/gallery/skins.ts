/**
 * Simulated operators, to see the portal as each of them has it: `?skin=NAME`; `?accent=RRGGBB` overrides the colour. Everything here is
 * what an operator writes into `config.json`.
 */
import type { Operator } from '../../ui/operator.ts';
import { askedAccent, askedBackend, askedLook, askedSkin } from '../pageQuery.ts';
import coast from './logos/coast.svg?url';
import island from './logos/island.svg?url';
import river from './logos/river.svg?url';
import snow from './logos/snow.svg?url';
import { lookOfHash } from './look/ownLook.ts';

/** Set by vite.config.ts: the folders of the pictures, below the page. */
declare const __ARTWORK__: Readonly<Record<'evening' | 'island', string>>;

/** A configuration takes a path on the portal's own origin. */
const path = (url: string): string => new URL(url, location.href).pathname;

const UNNAMED = { 'zh-CN': '电视缴费' };

/** `evening` and `island` have pictures of their own, the others show the first one's. */
export const skins: Readonly<Record<string, () => Operator>> = {
  evening: () => ({
    name: { 'zh-CN': '电视缴费', 'zh-TW': '電視繳費', en: 'TV Payments' },
    hotline: '96xxx',
    accent: '#ffc857',
    artworkUrl: path(__ARTWORK__.evening),
  }),
  island: () => ({
    name: { 'zh-CN': '海岛有线', 'zh-TW': '海島有線', en: 'Island Cable' },
    hotline: '968xx',
    accent: '#5fe0cf',
    logo: path(island),
    artworkUrl: path(__ARTWORK__.island),
  }),
  river: () => ({
    name: { 'zh-CN': '江城有线', 'zh-TW': '江城有線', en: 'River City Cable' },
    hotline: '961xx',
    accent: '#5ad1c8',
    logo: path(river),
    artworkUrl: path(__ARTWORK__.evening),
  }),
  coast: () => ({
    name: {
      'zh-CN': '东海岸数字电视网络股份有限公司',
      'zh-TW': '東海岸數字電視網絡股份有限公司',
      en: 'East Coast Digital Television Network',
    },
    hotline: '400 000 9xxx',
    accent: '#7cb8ff',
    logo: path(coast),
    artworkUrl: path(__ARTWORK__.evening),
  }),
  snow: () => ({
    name: { 'zh-CN': '雪山广电', 'zh-TW': '雪山廣電', en: 'Snow Mountain TV' },
    hotline: '962xx',
    accent: '#ff9d7a',
    logo: path(snow),
    artworkUrl: path(__ARTWORK__.evening),
  }),
};

/** The skin of the address, with the own one over it; without one, the first one's pictures. A real host has its own. */
export function askedConfig(): Partial<Operator> {
  const skin = skins[askedSkin() ?? '']?.();
  const accent = askedAccent();
  const { name, ...own } = lookOfHash(askedLook()).skin;
  return {
    ...(askedBackend() ? {} : { artworkUrl: path(__ARTWORK__.evening) }),
    ...skin,
    ...(accent !== null && /^[0-9a-f]{6}$/i.test(accent) ? { accent: `#${accent}` } : {}),
    ...own,
    // It may name it in one language only.
    ...(name && { name: { ...(skin?.name ?? UNNAMED), ...name } }),
  };
}
