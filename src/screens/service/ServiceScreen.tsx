import { type Signal, useSignal } from '@preact/signals';
import { zoneOf } from '../../remote/zones.ts';
import { layout } from '../../ui/layout.ts';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { type Action, runAction } from '../actions.ts';
import type { ScreenProps } from '../portal.ts';
import { RenewalDialog } from '../RenewalDialog.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';
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
  const isCancelling = useSignal(false);
  const detail = portal.catalogue.service(serviceId).value;
  if (detail.state !== 'ready') {
    return <ServiceMissing {...{ serviceId, ...detail, send, portal }} />;
  }
  const service = detail.value;
  if (isReading.value) {
    const close = () => {
      isReading.value = false;
    };
    return <Reader service={service} portal={portal} onClose={close} />;
  }
  const ids = service.periods.map(periodItemId);
  const open = (what: Signal<boolean>) => () => {
    what.value = true;
  };
  const more: Action[] = [{ id: READ_ID, label: words.value.service.read, run: open(isReading) }];
  if (service.subscription.renewal) {
    more.push({ id: 'renewal', label: words.value.renewal.cancel, run: open(isCancelling) });
  }
  // On a small screen what there is to read stands above the periods.
  const isSd = layout.value === 'sd';
  takeKeys(portal, {
    key: `service:${serviceId}`,
    zones: [
      zoneOf(ZONE, ids, service.periods.length > 4 ? 3 : 2, {
        left: 'read',
        [isSd ? 'up' : 'down']: 'read',
      }),
      zoneOf(
        'read',
        more.map(({ id }) => id),
        more.length,
        { right: ZONE, [isSd ? 'down' : 'up']: ZONE },
      ),
    ],
    onOk(id) {
      const period = service.periods[ids.indexOf(id)];
      if (period === undefined) runAction(more)(id);
      else {
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
        left={<About service={service} actions={more} portal={portal} />}
        right={<Periods service={service} zone={ZONE} portal={portal} />}
      />
      {isCancelling.value && (
        <RenewalDialog
          portal={portal}
          title={words.value.renewal.title}
          service={service}
          onClose={() => {
            isCancelling.value = false;
          }}
        />
      )}
    </ScreenFrame>
  );
}
