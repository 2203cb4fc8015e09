import { useEffect } from 'preact/hooks';
import { findKinds } from '../../names/callNames.ts';
import { orderStates } from '../../names/stateNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import grid from '../../parts/Grid.module.css';
import { BoxLink, CaseLink, SubscriberLink, subscriberHref } from '../../parts/Links.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { Empty, Notice } from '../../parts/Notice.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import { yuan } from '../../state/format.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { Find, FindGroup, Finds } from '../../state/opsTypes.ts';
import { useLoading } from '../../state/useLoading.ts';
import { textOf } from '../order/OrdersPage.tsx';
import { WhatToAsk } from './WhatToAsk.tsx';

const subscriberColumn = (): Column<Find> => ({
  head: say('客户', 'Subscriber'),
  cell: ({ subscriberId, name, orderId }) =>
    subscriberId === undefined ? (
      say('不知道是谁', 'Not known')
    ) : (
      <SubscriberLink subscriberId={subscriberId} order={orderId} name={name} />
    ),
});

const peopleColumns = (): Column<Find>[] => [
  subscriberColumn(),
  { head: say('智能卡', 'Smart card'), cell: ({ smartCard }) => smartCard ?? '—' },
  { head: say('地区', 'Area'), cell: ({ area }) => (area ? textOf(area) : '—') },
  { head: say('客户号', 'Number'), cell: ({ subscriberId }) => subscriberId ?? '—' },
  { head: say('机顶盒', 'Box'), cell: ({ stbId }) => (stbId ? <BoxLink stbId={stbId} /> : '—') },
];

const orderColumns = (): Column<Find>[] => [
  subscriberColumn(),
  {
    head: say('时间', 'When'),
    cell: ({ at }) => (at ? <Moment at={at} /> : '—'),
  },
  {
    head: say('金额', 'Amount'),
    align: 'end',
    cell: ({ amountFen }) => (amountFen === undefined ? '—' : yuan(amountFen)),
  },
  {
    head: say('业务', 'Service'),
    wraps: true,
    cell: ({ service }) => (service ? textOf(service) : '—'),
  },
  {
    head: say('状态', 'State'),
    cell: ({ state }) => (state ? <StateBadge names={orderStates} state={state} /> : '—'),
  },
  { head: say('卡尾号', 'Card'), cell: ({ cardTail }) => cardTail ?? '—' },
  { head: say('机顶盒', 'Box'), cell: ({ stbId }) => (stbId ? <BoxLink stbId={stbId} /> : '—') },
  { head: say('查询码', 'Code'), cell: ({ ref }) => ref ?? '—' },
  { head: say('工单', 'Case'), cell: ({ caseNo }) => <CaseLink caseNo={caseNo} /> },
];

const incidentColumns = (): Column<Find>[] => [
  subscriberColumn(),
  { head: say('时间', 'When'), cell: ({ at }) => (at ? <Moment at={at} /> : '—') },
  {
    head: say('发生了什么', 'What happened'),
    wraps: true,
    cell: ({ incident }) => incident && textOf(incident.what),
  },
  {
    head: say('对来电人说', 'Tell the caller'),
    wraps: true,
    cell: ({ incident }) => incident && textOf(incident.say),
  },
  { head: say('机顶盒', 'Box'), cell: ({ stbId }) => (stbId ? <BoxLink stbId={stbId} /> : '—') },
];

const PEOPLE: readonly FindGroup['kind'][] = [
  'smartCard',
  'telephone',
  'subscriber',
  'box',
  'name',
];

function columnsOf(kind: FindGroup['kind']): Column<Find>[] {
  if (kind === 'incident') return incidentColumns();
  return PEOPLE.includes(kind) ? peopleColumns() : orderColumns();
}

function Group({ group: { kind, finds, isMore } }: { readonly group: FindGroup }) {
  const name = sayLabel(findKinds[kind]);
  return (
    <Panel
      title={name}
      note={
        isMore
          ? say('还有更多，请再问一样', 'there are more: ask for something else')
          : say(`${finds.length} 条`, `${finds.length} found`)
      }
      flush
    >
      <DataTable
        caption={name}
        rows={finds}
        columns={columnsOf(kind)}
        rowKey={(find) => JSON.stringify(find)}
      />
    </Panel>
  );
}

/** Where the only find leads: nobody has to choose among one. */
export function onlyPlace({ groups }: Finds): string | undefined {
  const finds = groups.flatMap((group) => group.finds);
  const places = finds.map(({ subscriberId, orderId }) =>
    subscriberId === undefined ? undefined : subscriberHref(subscriberId, orderId),
  );
  // An incident without an order has words of its own, with which no page of a subscriber begins.
  const isTold = groups.some(
    ({ kind, isMore, finds: list }) =>
      isMore || (kind === 'incident' && list.some(({ orderId }) => orderId === undefined)),
  );
  return !isTold && new Set(places).size === 1 ? places[0] : undefined;
}

const BossIsSilent = () => (
  <Notice tone="warn">
    {say(
      '营业系统没有应答：姓名、智能卡、电话现在查不到。请改问查询码、交易流水或卡尾号加金额。',
      'BOSS does not answer: names, smart cards and telephones cannot be found now. Ask for the code, the receipt number, or card and amount.',
    )}
  </Notice>
);

function Results({ text }: { readonly text: string }) {
  const { ops } = useConsole();
  const loading = useLoading<Finds>(`finds?${text}`, () => ops.find(text));
  const { value, isLoading } = loading.state.value;
  const only = value && !isLoading ? onlyPlace(value) : undefined;
  useEffect(() => {
    // Back leads to where the search was made, not to this page, which would lead here again.
    if (only !== undefined) location.replace(only);
  }, [only]);
  return (
    <Loaded loading={loading}>
      {({ groups, boss, tried }) => (
        <>
          {boss === 'silent' && <BossIsSilent />}
          {groups.map((group) => (
            <Group key={group.kind} group={group} />
          ))}
          {groups.length === 0 && (
            <>
              <Panel title={say('结果', 'Results')}>
                <Empty title={say(`没有找到“${text}”`, `Nothing found for “${text}”`)}>
                  {tried.length === 0
                    ? say(
                        '太短或不像任何号码。至少要四位。',
                        'Too short, or like no number. Four characters at least.',
                      )
                    : say(
                        `按 ${tried.map((kind) => sayLabel(findKinds[kind])).join('、')} 都查过了。请对方再念一遍，或换一样问。`,
                        `Looked for as: ${tried.map((kind) => sayLabel(findKinds[kind])).join(', ')}. Let it be read out once more, or ask for something else.`,
                      )}
                </Empty>
              </Panel>
              <WhatToAsk />
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

export const FinderPage = ({ text }: { readonly text: string }) => (
  <div class={grid.page}>
    <PageHead
      title={
        text ? say(`查找“${text}”`, `Search for “${text}”`) : say('查找客户', 'Find a subscriber')
      }
      note={!text && say('按 / 开始输入', 'press / and type')}
    />
    {text ? <Results text={text} /> : <WhatToAsk />}
  </div>
);
