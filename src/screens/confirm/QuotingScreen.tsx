import { isArrears } from '../../payment/arrears.ts';
import { months } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import type { ScreenProps } from '../portal.ts';
import { Situation } from '../Situation.tsx';

export function QuotingScreen({ step: { choice }, send, portal }: ScreenProps<'quoting'>) {
  const { quoting, hint, row } = words.value;
  const detail = portal.catalogue.service(choice.serviceId).value;
  const title =
    detail.state === 'ready' ? [{ label: row.service, value: say(detail.value.title) }] : [];
  return (
    <Situation
      portal={portal}
      send={send}
      id="quoting"
      {...quoting}
      back={hint.previous}
      rows={
        isArrears(choice) ? [] : [...title, { label: row.period, value: months(choice.months) }]
      }
    />
  );
}
