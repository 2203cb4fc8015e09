import type { StepOf } from '../../payment/steps.ts';
import type { Row } from '../../ui/Rows.tsx';
import { amount, months } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import type { Action } from '../actions.ts';
import { HelpPanel } from '../HelpPanel.tsx';
import type { Portal, ScreenProps } from '../portal.ts';
import { STEP } from '../ScreenFrame.tsx';
import type { Head } from '../ServiceHead.tsx';
import { Situation } from '../Situation.tsx';
import { refusedWords } from './refusedWords.ts';

export function RefusedScreen({ step, send, portal }: ScreenProps<'refused'>) {
  const { refused, hint } = words.value;
  const { failure, payable } = step;
  const { retry, ...sentences } = refusedWords(failure, payable !== null, refused);
  const actions: Action[] = [
    { id: 'back', label: refused.back, run: () => send({ kind: 'back' }) },
  ];
  if (retry !== null) {
    actions.unshift({ id: 'retry', label: retry, run: () => send({ kind: 'retried' }) });
  }
  const isUntouched = failure.money === 'untouched';
  const fen = payable?.quote.amountFen ?? failure.amountFen;
  return (
    <Situation
      portal={portal}
      send={send}
      id={`refused:${failure.kind}:${failure.ref ?? ''}`}
      sign={{ icon: 'warning', tone: isUntouched ? 'bad' : 'warn' }}
      {...sentences}
      actions={actions}
      back={hint.previous}
      at={payable ? STEP.pay : STEP.check}
      head={headOf(step, portal)}
      known={fen === undefined ? undefined : [isUntouched ? 'unpaid' : 'doubted', fen]}
      rows={rowsOf(step)}
      rest={<HelpPanel operator={portal.operator} code={failure.ref ?? failure.kind} />}
    />
  );
}

function headOf({ choice, payable }: StepOf<'refused'>, { catalogue }: Portal): Head | undefined {
  const title = payable ? payable.order.title : catalogue.seen(choice.serviceId)?.title;
  return title && { serviceId: choice.serviceId, title: say(title), line: months(choice.months) };
}

function rowsOf({ failure }: StepOf<'refused'>): Row[] {
  const { row } = words.value;
  const rows: Row[] = [];
  const { balanceFen, amountFen, code } = failure;
  if (code !== undefined) rows.push({ label: row.code, value: code });
  if (balanceFen !== undefined) rows.push({ label: row.balance, value: amount(balanceFen) });
  if (balanceFen !== undefined && amountFen !== undefined && amountFen > balanceFen) {
    rows.push({ label: row.missing, value: amount(amountFen - balanceFen), tone: 'bad' });
  }
  return rows;
}
