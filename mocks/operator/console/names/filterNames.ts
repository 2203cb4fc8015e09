/** Filters that several lists have. */
import type { Filter } from '../state/filters.ts';
import { say } from '../state/language.ts';

export const dayFilters = (): readonly Filter[] => [
  { name: 'from', group: say('日期', 'Date'), label: say('自', 'from'), type: 'date' },
  { name: 'to', group: say('日期', 'Date'), label: say('至', 'to'), type: 'date' },
];

export const amountFilters = (): readonly Filter[] => [
  { name: 'amountFrom', group: say('金额', 'Amount'), label: say('自', 'from'), type: 'yuan' },
  { name: 'amountTo', group: say('金额', 'Amount'), label: say('至', 'to'), type: 'yuan' },
];
