import { type Zone, zoneOf } from '../../remote/zones.ts';
import { Message } from '../../ui/Message.tsx';
import { Split } from '../../ui/Split.tsx';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { STATUS_ID, StatusLine } from '../StatusLine.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import styles from './HistoryScreen.module.css';
import { OrderDetail } from './OrderDetail.tsx';
import { OrderList, orderItemId, VISIBLE_ORDERS } from './OrderList.tsx';

const ZONE = 'orders';

/** The next page is asked for when the focus comes this near to the end. */
const AHEAD = 3;

export function HistoryScreen({ send, portal }: ScreenProps<'history'>) {
  const { history: say, hint, retry, backHome } = words.value;
  const { catalogue, focus } = portal;
  const history = catalogue.history.value;
  const back = () => send({ kind: 'back' });
  const orders = history.state === 'ready' ? history.value : [];
  const actions: Action[] = [];
  if (history.state === 'failed') {
    actions.push({ id: 'retry', label: retry, run: () => catalogue.loadHistory() });
  } else if (history.state === 'ready' && orders.length === 0) {
    actions.push({ id: 'home', label: backHome, run: back });
  }
  const list: Zone = {
    id: ZONE,
    length: orders.length,
    columns: 1,
    pageRows: VISIBLE_ORDERS,
    idAt: (index) => orderItemId(orders[index]!),
  };
  const status = zoneOf('status', history.state === 'loading' ? [STATUS_ID] : [], 1);
  const isNew = takeKeys(portal, {
    key: 'history',
    zones: [list, actionZone(actions), status],
    onOk: runAction(actions),
    onBack: back,
    onMoved({ index }) {
      if (index >= orders.length - AHEAD) catalogue.loadHistory(true);
    },
  });
  if (isNew) catalogue.loadHistory();
  if (orders.length > 0) {
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
  const message =
    history.state === 'loading'
      ? { title: say.loading }
      : history.state === 'failed'
        ? { title: say.failed, act: words.value.home.failedAct }
        : { title: say.empty, act: say.emptyAct };
  return (
    <ScreenFrame portal={portal} hints={[['back', hint.home]]}>
      <Split
        left={<Message sign={{ icon: 'text', tone: 'info' }} {...message} />}
        foot={
          actions.length > 0 ? (
            <ActionButtons actions={actions} focus={focus} />
          ) : (
            <StatusLine portal={portal} />
          )
        }
        right={null}
      />
    </ScreenFrame>
  );
}
