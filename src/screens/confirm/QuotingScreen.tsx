import { months } from '../../ui/words/format.ts';
import { say, words } from '../../ui/words/words.ts';
import type { ScreenProps } from '../portal.ts';
import { STEP } from '../ScreenFrame.tsx';
import { Situation } from '../Situation.tsx';

export function QuotingScreen({ step: { choice }, send, portal }: ScreenProps<'quoting'>) {
  const { quoting, hint } = words.value;
  const service = portal.catalogue.seen(choice.serviceId);
  return (
    <Situation
      portal={portal}
      send={send}
      id="quoting"
      {...quoting}
      back={hint.previous}
      at={STEP.check}
      head={service && { ...choice, title: say(service.title), line: months(choice.months) }}
      rows={[]}
    />
  );
}
