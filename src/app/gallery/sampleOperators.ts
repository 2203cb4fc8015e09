/**
 * Invented operators, to see the portal under other brands: `?operator=NAME`; `?accent=RRGGBB` overrides the colour.
 */
import type { Operator } from '../../ui/operator.ts';
import { askedAccent, askedLook, askedOperator } from '../pageQuery.ts';
import coast from './logos/coast.svg?url';
import river from './logos/river.svg?url';
import snow from './logos/snow.svg?url';
import { lookOfHash } from './look/ownLook.ts';

/** An operator whose own skin names it in one language only. */
const UNNAMED = { 'zh-CN': '电视缴费' };

/** A configuration takes a path on the portal's own origin. */
const path = (url: string): string => new URL(url, location.href).pathname;

export const sampleOperators: Readonly<Record<string, () => Operator>> = {
  river: () => ({
    name: { 'zh-CN': '江城有线', 'zh-TW': '江城有線', en: 'River City Cable' },
    hotline: '961xx',
    accent: '#5ad1c8',
    logo: path(river),
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
  }),
  snow: () => ({
    name: { 'zh-CN': '雪山广电', 'zh-TW': '雪山廣電', en: 'Snow Mountain TV' },
    hotline: '962xx',
    accent: '#ff9d7a',
    logo: path(snow),
  }),
};

/** What the address overrides in `config.json`; empty when it asks for nothing. An own skin goes over the chosen operator. */
export function askedConfig(): Partial<Operator> {
  const operator = sampleOperators[askedOperator() ?? '']?.();
  const accent = askedAccent();
  const { name, ...skin } = lookOfHash(askedLook()).skin;
  return {
    ...operator,
    ...(accent !== null && /^[0-9a-f]{6}$/i.test(accent) ? { accent: `#${accent}` } : {}),
    ...skin,
    ...(name && { name: { ...(operator?.name ?? UNNAMED), ...name } }),
  };
}
