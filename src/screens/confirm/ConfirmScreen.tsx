import { useSignal } from '@preact/signals';
import { Countdown } from '../../ui/Countdown.tsx';
import { fill } from '../../ui/words/fill.ts';
import { minutesAndSeconds, months, today } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import type { ScreenProps } from '../portal.ts';
import { quoteHead, quoteRows } from '../quoteRows.ts';
import { daysOn } from '../renewals.ts';
import { STEP } from '../ScreenFrame.tsx';
import { Situation } from '../Situation.tsx';
import { Reader } from '../service/Reader.tsx';

/** A press meant for the screen before must not pay. */
const GUARD_OK_MS = 400;

/** For a service that is already paid the focus starts on the way back: extending it takes a move to the button. */
export function ConfirmScreen({ step: { choice, quote }, send, portal }: ScreenProps<'confirm'>) {
  const isReading = useSignal(false);
  const { confirm, hint, service } = words.value;
  const { from, to } = quote;
  const detail = portal.catalogue.service(choice.serviceId).value;
  const known = detail.state === 'ready' ? detail.value : undefined;
  const read = (open: boolean) => () => {
    isReading.value = open;
  };
  if (known && isReading.value) {
    return <Reader service={known} quote={quote} portal={portal} onClose={read(false)} />;
  }
  const isOn = from > today(portal.now.peek());
  const added = { until: daysOn(from, -1), months: months(choice.months), to };
  return (
    <Situation
      portal={portal}
      send={send}
      id={`confirm:${quote.quoteId}`}
      title={isOn ? confirm.againTitle : confirm.title}
      act={isOn ? fill(confirm.againAct, added) : confirm.act}
      money={confirm.money}
      look={known && { id: 'terms', label: service.read, run: read(true) }}
      actions={[
        { id: 'pay', label: confirm.pay, run: () => send({ kind: 'amountConfirmed' }) },
        { id: 'change', label: confirm.change, run: () => send({ kind: 'back' }) },
      ]}
      startAt={isOn ? 1 : 0}
      guardOkMs={GUARD_OK_MS}
      back={hint.previous}
      note={
        <Countdown
          now={portal.now}
          until={() => Date.parse(quote.expiresAt)}
          say={(left) =>
            left > 0 ? fill(confirm.validFor, { time: minutesAndSeconds(left) }) : confirm.expired
          }
        />
      }
      at={STEP.check}
      known={['due', quote.amountFen]}
      head={quoteHead(quote)}
      rows={quoteRows(quote, known?.subscription)}
    />
  );
}
