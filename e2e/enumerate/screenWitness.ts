/** Reads what every screen says about money, and holds it against plastic and BOSS at that very moment (I12). */
import type { StepOf } from '../../src/payment/steps.ts';
import type { VirtualBox } from '../virtual/virtualPortal.ts';
import { bossOrdersIn, type PlasticDebit } from './countBooks.ts';
import type { PlainStore } from './plainStore.ts';

export interface ScreenWitness {
  watch(box: VirtualBox): void;
  /** The order on this box's screen, or the last one that was. */
  orderOn(box: VirtualBox): string | null;
  /** Sentences that were not true when they were shown. */
  readonly lies: readonly string[];
  /** The screens of all boxes, in order. */
  readonly seen: readonly string[];
}

export function createScreenWitness(
  plastic: readonly PlasticDebit[],
  store: PlainStore,
): ScreenWitness {
  const lies: string[] = [];
  const seen: string[] = [];
  const orders = new Map<VirtualBox, string>();
  /** The service of each order that a screen has shown. */
  const services = new Map<string | null, string>();

  const takenFen = (orderId: string | null): number =>
    plastic
      .filter((one) => one.orderId === orderId)
      .reduce((sum, { debit }) => sum + debit.amountFen, 0);

  /** "Already paid" is about the service: another order, perhaps of another box of the household, has paid for it. */
  const isPaidFor = (serviceId: string): boolean =>
    plastic.some(({ orderId }) => services.get(orderId) === serviceId);

  function lieOfResult({ order, receipt }: StepOf<'result'>): string | null {
    const fen = takenFen(order.orderId);
    if (fen === 0) return `result ${order.state}, nothing was taken`;
    if (receipt && receipt.amountFen !== fen)
      return `receipt of ${receipt.amountFen}, taken ${fen}`;
    const atBoss = bossOrdersIn(store).get(order.orderId);
    if (order.state === 'COMPLETED' && atBoss?.state !== 'ACTIVATED')
      return 'result: open, it is not';
    if (order.state === 'CREDITED' && atBoss?.state !== 'CREDITED')
      return 'result: credited, it is not';
    return null;
  }

  function lieOf(box: VirtualBox): string | null {
    const step = box.step();
    const orderId = orders.get(box) ?? null;
    switch (step.kind) {
      case 'refused': {
        const fen = orderId === null ? 0 : takenFen(orderId);
        const { money, kind } = step.failure;
        if (kind === 'already-paid' && isPaidFor(step.choice.serviceId)) return null;
        if (money === 'untouched' && fen > 0) return `refused ${kind}: not charged, taken ${fen}`;
        if (money === 'taken' && fen === 0) return `refused ${kind}: charged, nothing was taken`;
        return null;
      }
      case 'reporting':
      case 'finishing':
        return takenFen(step.order.orderId) === 0 ? `${step.kind}: paid, nothing was taken` : null;
      case 'result':
        return lieOfResult(step);
      default:
        return null;
    }
  }

  return {
    lies,
    seen,
    orderOn: (box) => orders.get(box) ?? null,
    watch(box) {
      box.payment.step.subscribe((step) => {
        if (box.isGone()) return;
        if (step.kind === 'quoting') orders.delete(box);
        const payable = 'payable' in step ? step.payable : null;
        const order = 'order' in step ? step.order : payable?.order;
        if (order) {
          orders.set(box, order.orderId);
          services.set(order.orderId, order.serviceId);
        }
        if ('doubt' in step) orders.set(box, step.doubt.orderId);
        if (seen.at(-1) !== step.kind) seen.push(step.kind);
        const lie = lieOf(box);
        if (lie !== null && !lies.includes(lie)) lies.push(lie);
      });
    },
  };
}
