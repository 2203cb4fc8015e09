import type { Zone } from '../../remote/zones.ts';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import { HistoryNotice } from './HistoryNotice.tsx';
import styles from './HistoryScreen.module.css';
import { OrderDetail } from './OrderDetail.tsx';
import { OrderList, orderItemId, VISIBLE_ORDERS } from './OrderList.tsx';

const ZONE = 'orders';

/** The next page is asked for when the focus comes this near to the end. */
const AHEAD = 3;

export function HistoryScreen({ send, portal }: ScreenProps<'history'>) {
  const { history: say, hint } = words.value;
  const { catalogue } = portal;
  const history = catalogue.history.value;
  const orders = history.state === 'ready' ? history.value : [];
  if (orders.length === 0) {
    return <HistoryNotice state={history.state} send={send} portal={portal} />;
  }
  const list: Zone = {
    id: ZONE,
    length: orders.length,
    columns: 1,
    pageRows: VISIBLE_ORDERS,
    idAt: (index) => orderItemId(orders[index]!),
  };
  takeKeys(portal, {
    key: 'history',
    zones: [list],
    onBack: () => send({ kind: 'back' }),
    onMoved({ index }) {
      if (index >= orders.length - AHEAD) catalogue.loadHistory(true);
    },
  });
  return (
    <ScreenFrame
      portal={portal}
      hints={[
        ['upDown', hint.choose],
        ['back', hint.home],
      ]}
    >
      <Split
        left={
          <>
            <h1 class={styles.title}>{say.title}</h1>
            <OrderList portal={portal} zone={ZONE} orders={orders} />
          </>
        }
        right={<OrderDetail portal={portal} zone={ZONE} orders={orders} />}
      />
    </ScreenFrame>
  );
}
