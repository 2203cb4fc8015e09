/** A household and what it may buy: the simulated operator's data at the start. */
import type { SeedOptions } from '../../../faults/scenarios.ts';
import type { BoxRecord } from '../base/bossTypes.ts';
import { text } from '../catalogue/price.ts';
import type { BossSeed } from '../seedOnce.ts';
import { channelServices } from './channelServices.ts';
import { homeServices } from './homeServices.ts';
import { mainServices } from './mainServices.ts';
import { manyServices } from './manyServices.ts';
import { categories } from './terms.ts';
import { wideSeed } from './wideServices.ts';

const subscriberId = 'sub-20062107';

/** The box in the living room. In production its key is inside the CA smart card; this key is made up. */
export const demoBox: BoxRecord = {
  stbId: 'STB-00A1B2C3D4',
  key: '8F3C0A5D71E2946BB8D4170F2C6E93A5E07B4D19F6823C5A9041DE7B5836C2F1',
  subscriberId,
  blocked: false,
};

/** The box in the bedroom of the same household. */
export const secondBox: BoxRecord = {
  stbId: 'STB-00A1B2C3D5',
  key: '1D94E6B20C7F583A6E21C9D8405BF7A33B60A8E5927C14DF08E65A37B9C4D210',
  subscriberId,
  blocked: false,
};

/** Reported stolen. */
export const blockedBox: BoxRecord = {
  stbId: 'STB-00A1B2C3FF',
  key: '5A0E7C93D2B84F16C1D7390A6FE5824BA97C03E1586D2FB4E0913A7C6D45B82E',
  subscriberId,
  blocked: true,
};

export const defaultSeed: BossSeed = {
  categories: Object.entries(categories).map(([id, [chinese, english]]) => ({
    id,
    title: text(chinese, english),
  })),
  services: [...mainServices, ...channelServices, ...homeServices],
  subscribers: [
    {
      subscriberId,
      name: '王晓明',
      account: '853820062107',
      // Numbers that begin with 11 are given to nobody.
      telephone: '11020068899',
      area: { id: 'east', title: text('城东片区', 'East district') },
      status: 'active',
    },
  ],
  boxes: [demoBox, secondBox, blockedBox],
  subscriptions: [
    { subscriberId, serviceId: 'basic', validTo: { days: 7 } },
    { subscriberId, serviceId: 'kids', validTo: { months: 6, monthEnd: true } },
    {
      subscriberId,
      serviceId: 'vod',
      validTo: { monthEnd: true },
      renewal: { amountFen: 2000, cancellable: true },
    },
    // A router is to be brought back, so this one ends at a counter.
    {
      subscriberId,
      serviceId: 'broadband300',
      validTo: { months: 4, monthEnd: true },
      renewal: { amountFen: 5800, cancellable: false },
    },
    { subscriberId, serviceId: 'karaoke', validTo: { days: -23 } },
  ],
  dues: [{ subscriberId, serviceId: 'basic', amountFen: 2600, dueDate: { days: 7 } }],
  pastOrders: [
    {
      subscriberId,
      serviceId: 'basic',
      orderId: 'C2025120100417',
      paidOn: { months: -12, days: 8 },
      months: 12,
      amountFen: 28600,
    },
    {
      subscriberId,
      serviceId: 'basic',
      orderId: 'C2024120100398',
      paidOn: { months: -24, days: 8 },
      months: 12,
      amountFen: 28600,
    },
    {
      subscriberId,
      serviceId: 'karaoke',
      orderId: 'C2026080300122',
      paidOn: { months: -3, days: -22 },
      months: 3,
      amountFen: 4500,
    },
  ],
};

/** The default seed with changes. */
export function seedWith(options: SeedOptions): BossSeed {
  const { arrears = false, accountClosed = false, services = 0, boxes = [], wide } = options;
  const usual = defaultSeed.services;
  const more = Math.max(0, services - usual.length);
  const isReplaced = ({ stbId }: BoxRecord) => boxes.some((box) => box.stbId === stbId);
  return {
    ...defaultSeed,
    services: [...usual, ...manyServices(more, usual.length + 1)],
    boxes: [...defaultSeed.boxes.filter((box) => !isReplaced(box)), ...boxes],
    ...(accountClosed && {
      subscribers: defaultSeed.subscribers.map((subscriber) => ({
        ...subscriber,
        status: 'closed' as const,
      })),
    }),
    ...(arrears && {
      subscriptions: defaultSeed.subscriptions.map((subscription) =>
        subscription.serviceId === 'basic'
          ? { ...subscription, validTo: { days: -31 } }
          : subscription,
      ),
      dues: [-62, -31].map((days) => ({
        ...{ subscriberId, serviceId: 'basic', amountFen: 2600 },
        dueDate: { days },
      })),
    }),
    ...(wide && wideSeed(subscriberId)),
  };
}
