import { useSignal } from '@preact/signals';
import { zoneOf } from '../../remote/zones.ts';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import { About } from './About.tsx';
import { Periods, periodItemId } from './Periods.tsx';
import { Reader } from './Reader.tsx';
import { ServiceMissing } from './ServiceMissing.tsx';

const READ_ID = 'read';
const ZONE = 'periods';

/** One service: what it is, what it cost before, and the periods to choose from. Nothing is chosen in advance. */
export function ServiceScreen({ step: { serviceId }, send, portal }: ScreenProps<'service'>) {
  const isReading = useSignal(false);
  const tries = useSignal(0);
  // A try replaces the signal of the service, so the screen has to look it up again.
  void tries.value;
  const detail = portal.catalogue.service(serviceId).value;
  if (detail.state !== 'ready') {
    const retry = () => {
      portal.catalogue.refresh();
      tries.value++;
    };
    const { state } = detail;
    return <ServiceMissing {...{ serviceId, state, send, portal }} onRetry={retry} />;
  }
  const service = detail.value;
  if (isReading.value) {
    const close = () => {
      isReading.value = false;
    };
    return <Reader service={service} portal={portal} onClose={close} />;
  }
  const ids = service.periods.map(periodItemId);
  takeKeys(portal, {
    key: `service:${serviceId}`,
    zones: [
      zoneOf(ZONE, ids, service.periods.length > 4 ? 3 : 2, { left: 'read' }),
      zoneOf('read', [READ_ID], 1, { right: ZONE, up: ZONE }),
    ],
    onOk(id) {
      const period = service.periods[ids.indexOf(id)];
      if (id === READ_ID) isReading.value = true;
      else if (period !== undefined) {
        send({ kind: 'periodChosen', choice: { serviceId, months: period.months } });
      }
    },
    onBack: () => send({ kind: 'back' }),
  });
  const { hint } = words.value;
  return (
    <ScreenFrame
      portal={portal}
      hints={[
        ['arrows', hint.choosePeriod],
        ['ok', hint.next],
        ['back', hint.previous],
      ]}
    >
      <Split
        left={<About service={service} readId={READ_ID} portal={portal} />}
        right={<Periods service={service} zone={ZONE} portal={portal} />}
      />
    </ScreenFrame>
  );
}
