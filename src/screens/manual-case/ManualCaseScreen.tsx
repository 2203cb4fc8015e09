import { fill } from '../../ui/words/fill.ts';
import { words } from '../../ui/words/words.ts';
import { OrderHelp } from '../OrderHelp.tsx';
import type { ScreenProps } from '../portal.ts';
import { orderHead, validityRow } from '../quoteRows.ts';
import { Situation } from '../Situation.tsx';

/** A case that people decide. Its number is read out over the phone, so it and the hotline come first. */
export function ManualCaseScreen({ step: { order }, send, portal }: ScreenProps<'manualCase'>) {
  const { manual, row, backHome, hint } = words.value;
  const { hotline } = portal.operator;
  return (
    <Situation
      portal={portal}
      send={send}
      id={`manualCase:${order.orderId}`}
      sign={{ icon: 'person', tone: 'warn' }}
      title={manual.title}
      act={fill(manual.act, { hotline })}
      money={manual.money}
      actions={[{ id: 'close', label: backHome, run: () => send({ kind: 'closed' }) }]}
      guardOkMs={800}
      back={hint.home}
      known={['doubted', order.amountFen]}
      head={orderHead(order)}
      rows={[{ label: row.state, value: manual.state, tone: 'warn' }, validityRow(order)]}
      rest={<OrderHelp operator={portal.operator} order={order} />}
    />
  );
}
