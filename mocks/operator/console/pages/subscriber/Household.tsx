import { subscriptionStates } from '../../names/callNames.ts';
import { caseKinds, caseStates } from '../../names/caseNames.ts';
import { noteName } from '../../names/noteNames.ts';
import { orderStates } from '../../names/stateNames.ts';
import { Badge, StateBadge } from '../../parts/Badge.tsx';
import { BoxLink, CaseLink, OrderLink } from '../../parts/Links.tsx';
import { Age, Moment } from '../../parts/Moment.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { yuan } from '../../state/format.ts';
import { nameIn, say, sayLabel } from '../../state/language.ts';
import type { SubscriberPage as Subscriber } from '../../state/opsTypes.ts';
import { textOf } from '../order/OrdersPage.tsx';
import styles from './Caller.module.css';

/** Doubts and cases: what people have not ended. */
export function OpenMatters({ subscriber }: { readonly subscriber: Subscriber }) {
  const { doubts, cases } = subscriber;
  if (doubts.length + cases.length === 0) return null;
  return (
    <Panel title={say('还没有了结', 'Not settled')}>
      <ul class={styles.list}>
        {doubts.map(({ attemptId, orderId, ref, amountFen, cardTail, since }) => (
          <li key={attemptId}>
            <OrderLink orderId={orderId} name={ref} />
            <span>
              {say(`${yuan(amountFen)}，卡 ${cardTail}`, `${yuan(amountFen)}, card ${cardTail}`)}
            </span>
            <span>
              {say('存疑 ', 'in doubt for ')}
              <Age since={since} />
            </span>
          </li>
        ))}
        {cases.map(({ caseNo, kind, state }) => (
          <li key={caseNo}>
            <CaseLink caseNo={caseNo} />
            <span>{sayLabel(caseKinds[kind]?.name ?? [kind, kind])}</span>
            <StateBadge names={caseStates} state={state} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export const Boxes = ({ boxes }: Pick<Subscriber, 'boxes'>) => (
  <Panel title={say('机顶盒', 'Boxes')}>
    <ul class={styles.list}>
      {boxes.map(({ stbId, blocked, blockedAtBoss, watch, lastOrderAt, lastOrderState }) => (
        <li key={stbId}>
          <BoxLink stbId={stbId} />
          <span class={styles.dim}>
            {lastOrderAt ? (
              <>
                {say('最近缴费 ', 'last order ')}
                <Moment at={lastOrderAt} />{' '}
                {lastOrderState && nameIn(namesOf(orderStates), lastOrderState)}
              </>
            ) : (
              say('没有缴过费', 'no orders')
            )}
            {watch && say(`，受关注：${noteName(watch)}`, `, on watch: ${noteName(watch)}`)}
          </span>
          <BoxBadge
            blocked={blocked}
            blockedAtBoss={blockedAtBoss}
            isWatched={watch !== undefined}
          />
        </li>
      ))}
    </ul>
    {boxes.length === 0 && <p class={styles.dim}>{say('不知道有哪几台', 'Not known')}</p>}
  </Panel>
);

const namesOf = (names: typeof orderStates) =>
  Object.fromEntries(Object.entries(names).map(([state, [zh, en]]) => [state, [zh, en] as const]));

function BoxBadge(props: {
  readonly blocked: boolean;
  readonly blockedAtBoss: boolean;
  readonly isWatched: boolean;
}) {
  if (props.blocked) return <Badge tone="bad" text={say('平台停用', 'Blocked here')} />;
  if (props.blockedAtBoss)
    return <Badge tone="bad" text={say('营业系统停用', 'Blocked at BOSS')} />;
  return props.isWatched ? (
    <Badge tone="warn" text={say('受关注', 'On watch')} />
  ) : (
    <Badge tone="good" text={say('正常', 'Let in')} />
  );
}

export const Services = ({
  subscriber: { services, boss },
}: {
  readonly subscriber: Subscriber;
}) => (
  <Panel title={say('业务', 'Services')}>
    <ul class={styles.list}>
      {services.map(({ serviceId, title, subscription: { state, validTo, renewal } }) => (
        <li key={serviceId}>
          <span>{textOf(title)}</span>
          <span class={styles.dim}>
            {validTo && say(`到 ${validTo}`, `until ${validTo}`)}
            {renewal && say('，自动续费', ', renews')}
          </span>
          <StateBadge names={subscriptionStates} state={state} />
        </li>
      ))}
    </ul>
    {services.length === 0 && (
      <p class={styles.dim}>
        {boss === 'answered'
          ? say('没有订过', 'None')
          : say('营业系统没有应答', 'BOSS does not answer')}
      </p>
    )}
  </Panel>
);

export const Dues = ({ dues }: Pick<Subscriber, 'dues'>) =>
  dues.length === 0 ? null : (
    <Panel title={say('应缴', 'Bills')}>
      <ul class={styles.list}>
        {dues.map(({ title, amountFen, dueDate, isOverdue }) => (
          <li key={`${title['zh-CN']}/${dueDate}`}>
            <span>{textOf(title)}</span>
            <span>{yuan(amountFen)}</span>
            <span class={styles.dim}>{say(`${dueDate} 前`, `by ${dueDate}`)}</span>
            {isOverdue ? (
              <Badge tone="bad" text={say('已欠费', 'Overdue')} />
            ) : (
              <Badge tone="plain" text={say('未到期', 'Not due yet')} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );

export const Cards = ({ cards }: Pick<Subscriber, 'cards'>) =>
  cards.length === 0 ? null : (
    <Panel title={say('用过的银行卡', 'Bank cards used')}>
      <ul class={styles.list}>
        {cards.map(({ cardTail, lastUsedAt, open }) => (
          <li key={cardTail}>
            <span>{say(`尾号 ${cardTail}`, `ending in ${cardTail}`)}</span>
            <span class={styles.dim}>
              {say('最近 ', 'last ')}
              <Moment at={lastUsedAt} />
            </span>
            {open > 0 ? (
              <Badge tone="warn" text={say(`${open} 笔待核对`, `${open} to be checked`)} />
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
