import { isArrears } from '../../payment/arrears.ts';
import type { StepOf } from '../../payment/steps.ts';
import { Countdown } from '../../ui/Countdown.tsx';
import type { IconName } from '../../ui/icons.ts';
import { fill } from '../../ui/words/fill.ts';
import { amount, months } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import { OrderHelp } from '../OrderHelp.tsx';
import { orderTone } from '../orderTone.ts';
import type { Portal, ScreenProps } from '../portal.ts';
import { orderHead } from '../quoteRows.ts';
import { STEP } from '../ScreenFrame.tsx';
import { Situation } from '../Situation.tsx';
import { type ResultKind, resultOf } from './resultOf.ts';
import { resultRows } from './resultRows.ts';
import { Takeaway } from './Takeaway.tsx';

/** A second OK of an impatient thumb must not close the receipt unread. */
const GUARD_OK_MS = 800;

/** A check for what is done, a clock for what is still to be. */
const ICONS: Readonly<Record<ResultKind, IconName>> = {
  open: 'check',
  opening: 'wait',
  crediting: 'wait',
  credited: 'check',
  refunding: 'wait',
  refunded: 'check',
  manual: 'person',
  unsure: 'wait',
};

const OF_BILLS: Readonly<Partial<Record<ResultKind, 'settled' | 'settling'>>> = {
  open: 'settled',
  opening: 'settling',
};

/** What was wanted before the overdue bills, if it can be had now. */
function wishIn({ wish, order }: StepOf<'result'>, { catalogue }: Portal): string | null {
  if (wish === undefined || order.state !== 'COMPLETED') return null;
  const detail = catalogue.service(wish.serviceId).value;
  const title = detail.state === 'ready' ? `${say(detail.value.title)} ` : '';
  return title + months(wish.months);
}

export function ResultScreen({ step, send, portal }: ScreenProps<'result'>) {
  const { order, receipt } = step;
  const { result, hint } = words.value;
  const kind = resultOf(order.state);
  const wish = wishIn(step, portal);
  const isKnown = kind !== 'manual' && kind !== 'unsure';
  const isGood = kind === 'open' || kind === 'opening';
  const { title, act } = result[isArrears(order) ? (OF_BILLS[kind] ?? kind) : kind];
  return (
    <Situation
      portal={portal}
      send={send}
      id={`result:${order.orderId}`}
      beside={isGood && <Takeaway order={order} operator={portal.operator} />}
      sign={{ icon: ICONS[kind], tone: orderTone(order.state) }}
      title={title}
      act={wish === null ? act : fill(result.nowWish, { wish })}
      money={isKnown ? fill(result.money, { amount: amount(order.amountFen) }) : result.manualMoney}
      actions={[
        ...(wish === null
          ? []
          : [{ id: 'wish', label: result.resume, run: () => send({ kind: 'wishResumed' }) }]),
        { id: 'done', label: result.done, run: () => send({ kind: 'closed' }) },
        // There is room for two.
        ...(wish === null
          ? [{ id: 'history', label: result.history, run: () => send({ kind: 'historyOpened' }) }]
          : []),
      ]}
      guardOkMs={GUARD_OK_MS}
      back={hint.home}
      note={
        <Countdown
          now={portal.now}
          until={() => portal.visit.since + portal.limits.resultMs}
          say={(seconds) => fill(result.homeIn, { seconds })}
        />
      }
      at={isGood ? STEP.done : undefined}
      head={orderHead(order)}
      known={[isKnown ? 'paid' : 'doubted', order.amountFen]}
      rows={resultRows(order, receipt)}
      rest={isGood ? undefined : <OrderHelp operator={portal.operator} order={order} size={4.6} />}
    />
  );
}
