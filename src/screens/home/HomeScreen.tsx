import { zoneOf } from '../../remote/zones.ts';
import { words } from '../../ui/words/words.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import { Banner } from './Banner.tsx';
import { HomeNotice } from './HomeNotice.tsx';
import styles from './HomeScreen.module.css';
import { BANNER_ID, gridZone, RETRY_ID, serviceIdOf, tabsOf } from './homeZones.ts';
import { ServiceGrid } from './ServiceGrid.tsx';
import { Tabs } from './Tabs.tsx';

export function HomeScreen({ step: { unfinished }, send, portal }: ScreenProps<'home'>) {
  const { hint } = words.value;
  const { catalogue } = portal;
  const services = catalogue.services.value;
  const category = catalogue.category.value;
  const tabs = tabsOf(catalogue.categories.value);
  const grid = gridZone(services, category);
  const selected = Math.max(
    0,
    tabs.findIndex((tab) => tab.category === category),
  );
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
      const tab = tabs.find((one) => one.id === id);
      if (serviceId !== null) send({ kind: 'serviceOpened', serviceId });
      else if (id === BANNER_ID) send({ kind: 'unfinishedOpened' });
      else if (id === RETRY_ID) catalogue.refresh();
      else if (tab?.category === undefined) send({ kind: 'historyOpened' });
      else catalogue.chooseCategory(tab.category);
    },
    onBack: () => send({ kind: 'back' }),
    onMoved({ zone, index }) {
      const tab = zone === 'tabs' ? tabs[index] : undefined;
      if (tab?.category !== undefined) catalogue.chooseCategory(tab.category);
    },
  });
  return (
    <ScreenFrame
      portal={portal}
      hints={[
        ['arrows', hint.choose],
        ['ok', hint.open],
        ['back', hint.leave],
      ]}
    >
      <div class={styles.home}>
        {unfinished && <Banner unfinished={unfinished} focus={portal.focus} />}
        <Tabs tabs={tabs} selected={selected} focus={portal.focus} />
        {services.state === 'ready' && services.value.total > 0 ? (
          <ServiceGrid portal={portal} list={services.value} zone={grid.id} />
        ) : (
          <HomeNotice state={services.state} focus={portal.focus} />
        )}
      </div>
    </ScreenFrame>
  );
}
