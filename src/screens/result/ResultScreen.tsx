import { Countdown } from '../../ui/Countdown.tsx';
import type { IconName } from '../../ui/icons.ts';
import { fill } from '../../ui/words/fill.ts';
import { amount } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { OrderHelp } from '../OrderHelp.tsx';
import type { ScreenProps } from '../portal.ts';
import { orderHead } from '../quoteRows.ts';
import { STEP } from '../ScreenFrame.tsx';
import { Situation } from '../Situation.tsx';
import { type ResultKind, resultOf } from './resultOf.ts';
import { resultRows } from './resultRows.ts';
import { Takeaway } from './Takeaway.tsx';

/** A second OK of an impatient thumb must not close the receipt unread. */
const GUARD_OK_MS = 800;

/** The sign of what did not end well, where it is not a warning. */
const ICONS: Readonly<Partial<Record<ResultKind, IconName>>> = { manual: 'person', unsure: 'wait' };

export function ResultScreen({ step: { order, receipt }, send, portal }: ScreenProps<'result'>) {
  const { result, hint } = words.value;
  const kind = resultOf(order.state);
  const isKnown = kind !== 'manual' && kind !== 'unsure';
  const isGood = kind === 'open' || kind === 'opening';
  const { title, act } = result[kind];
  return (
    <Situation
      portal={portal}
      send={send}
      id={`result:${order.orderId}`}
      beside={isGood && <Takeaway order={order} operator={portal.operator} />}
      sign={
        isGood ? { icon: 'check', tone: 'ok' } : { icon: ICONS[kind] ?? 'warning', tone: 'warn' }
      }
      title={title}
      act={act}
      money={isKnown ? fill(result.money, { amount: amount(order.amountFen) }) : result.manualMoney}
      actions={[
        { id: 'done', label: result.done, run: () => send({ kind: 'closed' }) },
        { id: 'history', label: result.history, run: () => send({ kind: 'historyOpened' }) },
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
