import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Found } from '../../catalogue/serviceList.ts';
import { zoneOf } from '../../remote/zones.ts';
import { words } from '../../ui/words/words.ts';
import type { ScreenProps } from '../portal.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { SETTINGS } from '../settings/dialogState.ts';
import { takeKeys } from '../takeKeys.ts';
import { Banner } from './Banner.tsx';
import { createJump } from './createJump.ts';
import { HomeNotice } from './HomeNotice.tsx';
import styles from './HomeScreen.module.css';
import {
  BANNER_ID,
  gridShape,
  gridZone,
  isPlace,
  RETRY_ID,
  SEARCH_ID,
  SETTINGS_ID,
  serviceIdOf,
  tabsOf,
} from './homeZones.ts';
import { JumpPanel } from './JumpPanel.tsx';
import { Ring } from './Ring.tsx';
import { ServiceCard } from './ServiceCard.tsx';
import { Tabs } from './Tabs.tsx';

/** The services by category. Digits lead to the service of that number, wherever it is. */
export function BrowseScreen({ step: { unfinished }, send, portal }: ScreenProps<'home'>) {
  const { hint, home } = words.value;
  const { catalogue, focus } = portal;
  const services = catalogue.services.list.value;
  const category = catalogue.category.value;
  const tabs = tabsOf(catalogue.categories.value);
  const shape = gridShape(unfinished !== null);
  const grid = gridZone(services, category, shape);
  const selected = Math.max(
    0,
    tabs.findIndex((tab) => tab.category === category),
  );
  const goal = useSignal<Found | null>(null);
  const jump = useMemo(
    () =>
      createJump(catalogue, portal.timers, (found) => {
        catalogue.chooseCategory(null);
        goal.value = found;
      }),
    [],
  );
  useEffect(() => jump.cancel, []);
  takeKeys(portal, {
    key: 'home',
    zones: [
      zoneOf('banner', unfinished ? [BANNER_ID] : [], 1, { down: 'tabs' }),
      {
        ...zoneOf(
          'tabs',
          tabs.map(({ id }) => id),
          tabs.length,
          { up: 'banner', down: grid.id },
        ),
        entry: selected,
      },
      grid,
    ],
    start: unfinished ? 'banner' : grid.id,
    onOk(id) {
      const serviceId = serviceIdOf(id);
      const tab = tabs.find((candidate) => candidate.id === id);
      if (jump.state.peek()) jump.go();
      else if (serviceId !== null) send({ kind: 'serviceOpened', serviceId });
      else if (id === BANNER_ID) send({ kind: 'unfinishedOpened' });
      else if (id === RETRY_ID || isPlace(id)) catalogue.services.retry();
      else if (id === SEARCH_ID) catalogue.search('');
      else if (id === SETTINGS_ID) portal.dialog.value = SETTINGS;
      else if (tab?.category === undefined) send({ kind: 'historyOpened' });
      else catalogue.chooseCategory(tab.category);
    },
    onBack: () => (jump.state.peek() ? jump.cancel() : send({ kind: 'back' })),
    onKey(command) {
      if (/\d/.test(command)) jump.type(command);
      else if (command === 'search') catalogue.search('');
    },
    onMoved({ zone, index }) {
      jump.cancel();
      goal.value = null;
      const tab = zone === 'tabs' ? tabs[index] : undefined;
      if (tab?.category !== undefined) catalogue.chooseCategory(tab.category);
    },
  });
  if (goal.value && services.state === 'ready') {
    focus.goTo(grid.id, goal.value.index);
    goal.value = null;
  }
  return (
    <ScreenFrame
      portal={portal}
      hints={[
        ['arrows', hint.choose],
        ['ok', hint.open],
        ['digits', hint.number],
        ['back', hint.leave],
      ]}
    >
      <div class={styles.home}>
        <h1 class="heard">{tabs[selected]?.label}</h1>
        {unfinished && <Banner unfinished={unfinished} focus={focus} />}
        <Tabs tabs={tabs} selected={selected} focus={focus} />
        {services.state === 'ready' && services.value.total > 0 ? (
          <Ring
            portal={portal}
            services={catalogue.services}
            zone={grid.id}
            shape={shape}
            label={home.all}
            cell={ServiceCard}
          />
        ) : (
          <HomeNotice list={services} portal={portal} />
        )}
        <JumpPanel jump={jump} />
      </div>
    </ScreenFrame>
  );
}
