import { coveredPeriod, remedyOf } from '../../payment/remedy.ts';
import type { StepOf } from '../../payment/steps.ts';
import type { Fen } from '../../shared/money.ts';
import type { Row } from '../../ui/Rows.tsx';
import { amount } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import type { Action } from '../actions.ts';
import { HelpPanel } from '../HelpPanel.tsx';
import type { KnownAmount } from '../knownAmount.ts';
import type { Portal, ScreenProps } from '../portal.ts';
import { orderHead } from '../quoteRows.ts';
import { STEP } from '../ScreenFrame.tsx';
import type { Head } from '../ServiceHead.tsx';
import { Situation } from '../Situation.tsx';
import { fewerLabel, refusedWords } from './refusedWords.ts';

export function RefusedScreen({ step, send, portal }: ScreenProps<'refused'>) {
  const { refused, hint } = words.value;
  const { failure, choice } = step;
  const remedy = remedyOf(step);
  const detail = portal.catalogue.service(choice.serviceId).value;
  const covered = coveredPeriod(step, detail.state === 'ready' ? detail.value.periods : []);
  const { retry, tone, ...sentences } = refusedWords(step, refused, covered);
  const actions: Action[] = [
    { id: 'retry', label: retry, run: () => send({ kind: 'retried', remedy }) },
    { id: 'back', label: refused.back, run: () => send({ kind: 'back' }) },
  ];
  if (covered !== null) {
    const fewer = { ...choice, months: covered.months };
    // There is room for two; the Back key leads back.
    actions.pop();
    actions.unshift({
      id: 'fewer',
      label: fewerLabel(covered, refused),
      run: () => send({ kind: 'periodChosen', choice: fewer }),
    });
  }
  return (
    <Situation
      portal={portal}
      send={send}
      id={`refused:${failure.kind}:${failure.ref}`}
      sign={{ icon: tone === 'info' ? 'wait' : 'warning', tone }}
      {...sentences}
      actions={actions}
      back={hint.previous}
      at={step.payable ? STEP.pay : STEP.check}
      head={headOf(step, portal)}
      known={knownOf(step)}
      rows={rowsOf(step)}
      rest={<HelpPanel operator={portal.operator} code={failure.ref} />}
    />
  );
}

/** What must be paid first is due; anything else was not paid. */
function knownOf(step: StepOf<'refused'>): KnownAmount | undefined {
  const { failure, payable } = step;
  if (remedyOf(step) === 'payArrears' && failure.arrears) return ['due', failure.arrears.amountFen];
  const fen: Fen | undefined = payable?.quote.amountFen ?? failure.amountFen;
  if (fen === undefined) return undefined;
  return [failure.money === 'untouched' ? 'unpaid' : 'doubted', fen];
}

function headOf({ choice, payable }: StepOf<'refused'>, { catalogue }: Portal): Head | undefined {
  const title = payable ? payable.order.title : catalogue.seen(choice.serviceId)?.title;
  return title && orderHead({ ...choice, title });
}

function rowsOf({ failure }: StepOf<'refused'>): Row[] {
  const { row } = words.value;
  const rows: Row[] = [];
  const { balanceFen, amountFen, arrears } = failure;
  for (const bill of arrears?.items ?? []) {
    const label = `${say(bill.title)} ${bill.dueDate.slice(0, 7)}`;
    rows.push({ label, value: amount(bill.amountFen), tone: 'bad' });
  }
  if (balanceFen !== undefined) rows.push({ label: row.balance, value: amount(balanceFen) });
  if (balanceFen !== undefined && amountFen !== undefined && amountFen > balanceFen) {
    rows.push({ label: row.missing, value: amount(amountFen - balanceFen), tone: 'bad' });
  }
  return rows;
}
