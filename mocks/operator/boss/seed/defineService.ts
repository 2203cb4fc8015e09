/** Services as short as they can be written: words in pairs, prices in yuan, the usual savings. */
import type { ServiceRecord, Text } from '../base/bossTypes.ts';
import { text } from '../catalogue/price.ts';
import { imageOf, type Picture } from './pictures.ts';
import { refundRules, terms, type Words } from './terms.ts';

export interface ServiceDefinition {
  readonly id: string;
  readonly number: number;
  readonly category: keyof typeof terms;
  readonly icon: ServiceRecord['icon'];
  readonly picture?: Picture;
  readonly yuanPerMonth: number;
  readonly title: Words;
  readonly introduction: Words;
  readonly text: Words;
  readonly includes: readonly Words[];
  readonly stopped?: boolean;
  readonly areas?: readonly string[];
}

const textOf = ([chinese, english]: Words): Text => text(chinese, english);

/** Half a year is four per cent cheaper, in whole yuan; of a year one month is free. */
function usualPeriods(priceFen: number): ServiceRecord['periods'] {
  const halfYearSaving = Math.floor((priceFen * 6 * 4) / 10_000) * 100;
  return [
    { months: 1, savingFen: 0 },
    { months: 3, savingFen: 0 },
    { months: 6, savingFen: halfYearSaving },
    { months: 12, savingFen: priceFen },
  ];
}

export function defineService(definition: ServiceDefinition): ServiceRecord {
  const { id, yuanPerMonth, includes, category, number, icon, picture, stopped, areas } =
    definition;
  const priceFen = Math.round(yuanPerMonth * 100);
  return {
    serviceId: id,
    number,
    category,
    icon,
    ...(picture && { image: imageOf(picture) }),
    title: textOf(definition.title),
    introduction: textOf(definition.introduction),
    text: textOf(definition.text),
    includes: includes.map(textOf),
    terms: textOf(terms[category]),
    refundRule: textOf(refundRules[category]),
    priceFen,
    periods: usualPeriods(priceFen),
    ...(stopped && { stopped }),
    ...(areas && { areas }),
  };
}
