import type { StepOf } from '../../payment/steps.ts';
import type { Row } from '../../ui/Rows.tsx';
import { amount, months } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import type { Action } from '../actions.ts';
import { HelpPanel } from '../HelpPanel.tsx';
import type { Portal, ScreenProps } from '../portal.ts';
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
      id={`refused:${failure.kind}:${failure.ref}`}
      sign={{ icon: 'warning', tone: isUntouched ? 'bad' : 'warn' }}
      {...sentences}
      actions={actions}
      back={hint.previous}
      known={fen === undefined ? undefined : [isUntouched ? 'due' : 'doubted', fen]}
      rows={rowsOf(step, portal)}
      rest={<HelpPanel operator={portal.operator} code={failure.ref} />}
    />
  );
}

function rowsOf({ failure, choice, payable }: StepOf<'refused'>, { catalogue }: Portal): Row[] {
  const { row } = words.value;
  const rows: Row[] = [];
  const detail = catalogue.service(choice.serviceId).value;
  if (payable !== null) rows.push({ label: row.service, value: say(payable.order.title) });
  else if (detail.state === 'ready') {
    rows.push({ label: row.service, value: say(detail.value.title) });
  }
  rows.push({ label: row.period, value: months(choice.months) });
  const { balanceFen, amountFen } = failure;
  if (balanceFen !== undefined) rows.push({ label: row.balance, value: amount(balanceFen) });
  if (balanceFen !== undefined && amountFen !== undefined && amountFen > balanceFen) {
    rows.push({ label: row.missing, value: amount(amountFen - balanceFen), tone: 'bad' });
  }
  return rows;
}
