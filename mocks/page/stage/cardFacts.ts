/** What may be shown of a card: enough to distinguish it, never its number. */
import type { Text } from '../../../src/shared/text.ts';
import type { CardState } from '../../card/cardState.ts';
import type { CardName } from '../../faults/scenarios.ts';

const words = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

export const cardTitles: Readonly<Record<CardName, Text>> = {
  good: words('正常卡', 'Good card'),
  poor: words('余额不足', 'Too little'),
  other: words('另一张卡', 'Another card'),
  foreign: words('不支持的卡', 'Not accepted'),
  locked: words('已锁定', 'Locked'),
  expired: words('已过期', 'Expired'),
  blank: words('无电子钱包', 'No purse'),
};

/** The last four digits: file 0x15 has the ten bytes of the serial after issuer, type and version. */
export const tailOf = ({ publicFile }: CardState): string => publicFile.slice(36, 40);

export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
