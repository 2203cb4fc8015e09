import { useSignal } from '@preact/signals';
import { type Zone, zoneOf } from '../../remote/zones.ts';
import type { Order } from '../../tsp/tspTypes.ts';
import { layout } from '../../ui/layout.ts';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import type { ScreenProps } from '../portal.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { takeKeys } from '../takeKeys.ts';
import { HistoryNotice } from './HistoryNotice.tsx';
import styles from './HistoryScreen.module.css';
import { Months, monthItemId } from './Months.tsx';
import { OrderDetail } from './OrderDetail.tsx';
import { OrderDialog } from './OrderDialog.tsx';
import { OrderList, orderItemId, visibleOrders } from './OrderList.tsx';

const ZONE = 'orders';

/** The next page is asked for when the focus comes this near to the end. */
const AHEAD = 3;

/** Moving onto a month chooses it; OK on an order opens its receipt. */
export function HistoryScreen({ send, portal }: ScreenProps<'history'>) {
  const opened = useSignal<Order | null>(null);
  const { history: say, hint } = words.value;
  const { catalogue } = portal;
  const history = catalogue.history.value;
  const orders = history.state === 'ready' ? history.value : [];
  const months = [null, ...catalogue.months.value];
  if (orders.length === 0 && months.length === 1) {
    return <HistoryNotice {...history} send={send} portal={portal} />;
  }
  const list: Zone = {
    id: ZONE,
    length: orders.length,
    columns: 1,
    pageRows: visibleOrders(),
    idAt: (index) => orderItemId(orders[index]!),
    exits: { up: 'months' },
  };
  const chosen = Math.max(0, months.indexOf(catalogue.month.value));
  takeKeys(portal, {
    key: 'history',
    zones: [
      list,
      {
        ...zoneOf('months', months.map(monthItemId), months.length, { down: ZONE }),
        entry: chosen,
      },
    ],
    onBack: () => send({ kind: 'back' }),
    onOk(id) {
      const order = orders.find((candidate) => orderItemId(candidate) === id);
      if (order) opened.value = order;
      else if (history.state === 'failed') catalogue.loadHistory();
    },
    onMoved({ zone, index }) {
      if (zone === 'months') catalogue.chooseMonth(months[index] ?? null);
      else if (index >= orders.length - AHEAD) catalogue.loadHistory(true);
    },
  });
  const close = () => {
    opened.value = null;
  };
  const left = (
    <>
      <h1 class={styles.title}>{say.title}</h1>
      <Months months={months} chosen={chosen} portal={portal} />
      {orders.length > 0 ? (
        <OrderList portal={portal} zone={ZONE} orders={orders} />
      ) : (
        <p class={styles.notice}>{history.state === 'failed' ? say.failed : say.loading}</p>
      )}
    </>
  );
  return (
    <ScreenFrame
      portal={portal}
      hints={[
        ['arrows', hint.choose],
        ['ok', history.state === 'failed' ? words.value.retry : say.receipt],
        ['back', hint.home],
      ]}
    >
      {layout.value === 'sd' ? (
        left
      ) : (
        <Split left={left} right={<OrderDetail portal={portal} zone={ZONE} orders={orders} />} />
      )}
      {opened.value && <OrderDialog portal={portal} order={opened.value} onClose={close} />}
    </ScreenFrame>
  );
}
