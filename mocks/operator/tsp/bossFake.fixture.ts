/** A small fake BOSS. It answers as a test tells it, and records what it was asked. */
import { fromBase64, fromHex, toBase64, utf8 } from '../../../src/shared/bytes.ts';
import { rfc3339 } from '../../../src/shared/time.ts';
import { sessionKeyInput } from '../../../src/tsp/signature.ts';
import type { components } from '../../contract/bossApi.generated.ts';
import type { Fetch } from '../../environment/environment.ts';
import { nodeCrypto } from './nodeCrypto.fixture.ts';
import type { VirtualTime } from './virtualTime.fixture.ts';

type Schemas = components['schemas'];
type BossOrder = Schemas['BossOrder'];

interface FakeBoss {
  readonly fetch: Fetch;
  /** The requests so far as `METHOD path`, in order. */
  readonly asked: string[];
  readonly boxes: Map<string, { key: string; subscriberId: string; blocked?: boolean }>;
  readonly holds: Map<string, Schemas['Hold']>;
  readonly orders: Map<string, BossOrder>;
  priceFen: number;
  /** Answers to the next calls whose `METHOD path` matches; each is used once. */
  readonly instead: {
    match: RegExp;
    answer: (done: () => Promise<Response>) => Promise<Response> | Response;
  }[];
  activation: (orderId: string, amountFen: number) => Omit<BossOrder, 'orderId'>;
  credit: (orderId: string, amountFen: number) => Omit<BossOrder, 'orderId'>;
}

const json = (status: number, value: unknown): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
  });

export const bossProblem = (status: number, code: string, reason?: string): Response =>
  json(status, { type: 'about:blank', title: code, status, code, ...(reason ? { reason } : {}) });

export const noWire = (): Promise<Response> => Promise.reject(new Error('no wire'));
export const never = (): Promise<Response> => new Promise(() => {});

export function fakeBoss({ clock }: VirtualTime): FakeBoss {
  const boss: FakeBoss = {
    asked: [],
    boxes: new Map(),
    holds: new Map(),
    orders: new Map(),
    priceFen: 2600,
    instead: [],
    activation: (_orderId, amountFen) => ({
      state: 'ACTIVATED',
      amountFen,
      from: '2026-11-24',
      to: '2026-12-23',
    }),
    credit: () => ({ state: 'CREDITED', creditNo: 'K1' }),
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const path = pathname.replace('/boss/v1', '');
      const text = await request.text();
      const body = text === '' ? {} : JSON.parse(text);
      boss.asked.push(`${request.method} ${path}`);
      const line = `${request.method} ${path}${search}`;
      const at = boss.instead.findIndex(({ match }) => match.test(line));
      const done = () => answer(request.method, path, body);
      if (at < 0) return done();
      const [{ answer: other }] = boss.instead.splice(at, 1) as [(typeof boss.instead)[number]];
      return other(done);
    },
  };

  // biome-ignore lint/suspicious/noExplicitAny: a fake reads what it is given
  async function answer(method: string, path: string, body: any): Promise<Response> {
    const [, resource, id, part, ...more] = path.split('/') as [
      string,
      string,
      string,
      ...string[],
    ];
    switch (`${method} ${resource}${part ? `/${part}` : ''}`) {
      case 'POST stb-auth':
        return identify(body);
      case 'GET subscribers':
        return json(200, {
          subscriberId: id,
          name: '王**',
          accountTail: '8538 **** 2107',
          area: { 'zh-CN': '城东' },
          status: 'active',
        });
      case 'GET subscribers/bills':
        return json(200, { dues: [] });
      case 'POST subscribers/renewals': {
        const [serviceId] = more;
        if (serviceId === 'router') return bossProblem(409, 'renewal.not_cancellable');
        return json(200, { state: 'active', validTo: '2026-11-30' });
      }
      case 'GET catalogue':
        return id ? service(id) : json(200, { items: [], from: 0, total: 0, categories: [] });
      case 'POST holds':
        return makeHold(body.orderId, body.items);
      case 'GET holds': {
        const hold = boss.holds.get(id);
        return hold ? json(200, hold) : bossProblem(404, 'hold.none');
      }
      case 'DELETE holds':
        boss.holds.delete(id);
        return new Response(null, { status: 204 });
      case 'GET orders':
        return json(200, boss.orders.get(id) ?? { orderId: id, state: 'NONE' });
      case 'PUT orders/activation':
        return keep(id, boss.activation(id, body.amountFen));
      case 'PUT orders/stop':
        return keep(id, { ...boss.orders.get(id)!, state: 'STOPPED' });
      case 'PUT orders/credit':
        return keep(id, boss.credit(id, body.amountFen));
      default:
        return new Response(null, { status: 204 });
    }
  }

  function keep(orderId: string, outcome: Omit<BossOrder, 'orderId'>): Response {
    const order = { orderId, ...outcome };
    boss.orders.set(orderId, order);
    return json(200, order);
  }

  async function identify(proof: Schemas['BoxProof']): Promise<Response> {
    const box = boss.boxes.get(proof.stbId);
    if (!box) return bossProblem(404, 'box.unknown');
    if (box.blocked) return bossProblem(403, 'box.blocked');
    const key = fromHex(box.key);
    const right = await nodeCrypto.hmacSha256(key, utf8(proof.signatureBase));
    if (toBase64(right) !== toBase64(fromBase64(proof.signature))) {
      return bossProblem(403, 'box.signature');
    }
    const input = sessionKeyInput(proof.boxNonce, proof.serverNonce);
    const sessionKey = toBase64(await nodeCrypto.hmacSha256(key, input));
    return json(200, { subscriberId: box.subscriberId, sessionKey });
  }

  function makeHold(orderId: string, items: Schemas['Hold']['items']): Response {
    const { serviceId, months } = items[0]!;
    if (serviceId === 'nothing') return bossProblem(404, 'service.unknown');
    if (serviceId === 'stopped') return bossProblem(422, 'rejected', 'service.stopped');
    const amountFen = boss.priceFen * months;
    const hold: Schemas['Hold'] = {
      holdId: orderId,
      orderId,
      items,
      title: { 'zh-CN': '高清基本包' },
      lines: [
        { kind: 'list', label: { 'zh-CN': '原价' }, amountFen: amountFen + 100 },
        { kind: 'discount', label: { 'zh-CN': '优惠' }, amountFen: -100 },
      ],
      amountFen,
      from: '2026-11-24',
      to: '2026-12-23',
      expiresAt: rfc3339(clock.now() + 15 * 60_000),
    };
    boss.holds.set(orderId, hold);
    return json(201, hold);
  }

  function service(serviceId: string): Response {
    if (serviceId === 'nothing') return bossProblem(404, 'service.unknown');
    const text = { 'zh-CN': '文字' };
    return json(200, {
      serviceId,
      number: 1,
      category: 'tv',
      icon: 'tv',
      title: text,
      introduction: text,
      priceFen: 2600,
      periods: [{ months: 1, amountFen: 2600, savingFen: 0 }],
      subscription: { state: 'none' },
      text,
      includes: [],
      terms: text,
      refundRule: text,
      pastOrders: [
        { orderId: 'OLD-1', paidAt: '2025-01-01T12:00:00+08:00', months: 1, amountFen: 2600 },
      ],
    });
  }
  return boss;
}
