import type { StepOf } from '../../payment/steps.ts';
import type { Hint } from '../../ui/KeyHints.tsx';
import { Message } from '../../ui/Message.tsx';
import type { Row } from '../../ui/Rows.tsx';
import { Split } from '../../ui/Split.tsx';
import { amount } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import type { Portal } from '../portal.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import { refusedWords } from './refusedWords.ts';

export function RefusedScreen({ step, send, portal }: ScreenProps<'refused'>) {
  const { refused, hint, row } = words.value;
  const { failure, payable } = step;
  const { title, act, money, retry } = refusedWords(failure, payable !== null, refused);
  const back = () => send({ kind: 'back' });
  const actions: Action[] = [{ id: 'back', label: refused.back, run: back }];
  if (retry !== null) {
    actions.unshift({ id: 'retry', label: retry, run: () => send({ kind: 'retried' }) });
  }
  takeKeys(portal, {
    key: `refused:${failure.kind}:${failure.ref ?? ''}`,
    zones: [actionZone(actions)],
    onOk: runAction(actions),
    onBack: back,
  });
  const hints: Hint[] = [
    ['ok', hint.confirm],
    ['back', hint.previous],
  ];
  if (actions.length > 1) hints.unshift(['sides', hint.choose]);
  const is = failure.money === 'untouched' ? 'due' : 'doubted';
  const due = payable?.quote.amountFen ?? failure.amountFen;
  return (
    <ScreenFrame portal={portal} money={due === undefined ? undefined : [is, due]} hints={hints}>
      <Split
        left={
          <Message
            sign={{ icon: 'warning', tone: failure.money === 'untouched' ? 'bad' : 'warn' }}
            title={title}
            act={act}
            money={money}
          />
        }
        foot={<ActionButtons actions={actions} focus={portal.focus} />}
        right={
          <MoneyPanel
            rows={rowsOf(step, portal)}
            {...(due === undefined
              ? {}
              : { total: { label: is === 'due' ? row.total : row.amount, fen: due } })}
          />
        }
      />
    </ScreenFrame>
  );
}

function rowsOf({ failure, choice, payable }: StepOf<'refused'>, { catalogue }: Portal): Row[] {
  const { row, months } = words.value;
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
  if (failure.ref !== undefined) rows.push({ label: row.ref, value: failure.ref });
  return rows;
}
