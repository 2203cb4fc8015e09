/** Checks of services and subscribers as the TSP tells them: one that cannot be read spoils no other. */
import { amountFen, due, fen, string, text, whole } from './decoders.ts';
import {
  boolean,
  integer,
  listOf,
  listOfSound,
  object,
  type Shape,
  spared,
  wordOf,
} from './shape.ts';
import type { ReadServicePage, Service, Subscriber } from './tspTypes.ts';

const period = object({
  months: integer(1, Infinity),
  amountFen,
  savingFen: fen,
  from: spared(string),
  to: spared(string),
});

/** Nobody can buy a service without a period. */
const periods: Shape<Service['periods']> = (value, field, misfits) => {
  const sound = listOfSound(period)(value, field, misfits);
  if (!sound[0]) misfits.push({ field, value });
  return sound;
};

export const subscriptionDecoder = object({
  state: wordOf('none', 'active', 'expiring', 'expired', 'stopped'),
  validTo: spared(string),
  renewal: spared(object({ amountFen, nextDate: string, cancellable: boolean })),
});

const iconWord = wordOf(
  'other',
  'tv',
  'film',
  'children',
  'sport',
  'vod',
  'broadband',
  'record',
  'opera',
  'music',
  'news',
  'game',
  'education',
);

const icon: Shape<Service['icon']> = (value, field, misfits) =>
  spared(iconWord)(value, field, misfits) ?? 'other';

export const serviceFields = {
  serviceId: string,
  number: whole,
  category: string,
  icon,
  title: text,
  introduction: text,
  priceFen: amountFen,
  periods,
  subscription: subscriptionDecoder,
  /** As it came: checked where it is drawn (src/ui/artwork), which comes later. */
  image: (value: unknown) => value,
};

/** A service that cannot be read keeps its place: the others stand where they stood. */
export const servicePageDecoder: Shape<ReadServicePage> = object({
  items: listOf(spared(object(serviceFields))),
  from: integer(0, Infinity),
  total: integer(0, Infinity),
  categories: listOfSound(object({ id: string, title: text })),
});

export const subscriberDecoder: Shape<Subscriber> = object({
  name: string,
  accountTail: string,
  area: text,
  dues: listOfSound(due),
});
