import { useEffect, useRef } from 'preact/hooks';
import { AuditPage } from './pages/AuditPage.tsx';
import { BatchesPage } from './pages/BatchesPage.tsx';
import { BatchPage } from './pages/BatchPage.tsx';
import { BoxesPage } from './pages/BoxesPage.tsx';
import { CasePage } from './pages/case/CasePage.tsx';
import { CasesPage } from './pages/case/CasesPage.tsx';
import { DoubtsPage } from './pages/DoubtsPage.tsx';
import { DayPage } from './pages/day/DayPage.tsx';
import { DaysPage } from './pages/day/DaysPage.tsx';
import { OrderPage } from './pages/order/OrderPage.tsx';
import { OrdersPage } from './pages/order/OrdersPage.tsx';
import { PoolPage } from './pages/PoolPage.tsx';
import { SignInPage } from './pages/SignInPage.tsx';
import { SwitchesPage } from './pages/SwitchesPage.tsx';
import { FinderPage } from './pages/subscriber/FinderPage.tsx';
import { SubscriberPage } from './pages/subscriber/SubscriberPage.tsx';
import { TodayPage } from './pages/today/TodayPage.tsx';
import { PageHead } from './parts/PageHead.tsx';
import { pageNames } from './shell/pageNames.ts';
import { Shell } from './shell/Shell.tsx';
import { Toast } from './shell/Toast.tsx';
import { type Console, ConsoleProvider, useConsole } from './state/console.ts';
import { say, sayLabel } from './state/language.ts';
import { hrefOf, type Route } from './state/route.ts';

function Page({ page, id, query }: Route) {
  switch (page) {
    case 'today':
      return <TodayPage />;
    case 'subscribers':
      return id ? (
        <SubscriberPage subscriberId={id} query={query} />
      ) : (
        <FinderPage text={query.text ?? ''} />
      );
    case 'orders':
      return id ? <OrderPage orderId={id} /> : <OrdersPage query={query} />;
    case 'doubts':
      return <DoubtsPage query={query} />;
    case 'days':
      return id ? <DayPage date={id} query={query} /> : <DaysPage />;
    case 'batches':
      return id ? <BatchPage batchId={id} /> : <BatchesPage query={query} />;
    case 'cases':
      return id ? <CasePage caseNo={id} /> : <CasesPage query={query} />;
    case 'audit':
      return <AuditPage query={query} />;
    case 'pool':
      return <PoolPage />;
    case 'switches':
      return <SwitchesPage />;
    case 'boxes':
      return <BoxesPage stbId={id} />;
    case 'nowhere':
      return (
        <>
          <PageHead title={say('没有这个页面', 'There is no such page')} />
          <p>
            <a href={hrefOf('today')}>{say('回到今日', 'Back to today')}</a>
          </p>
        </>
      );
  }
}

/**
 * Moves the focus to the heading of each new page, so that screen readers go on there; not on the first page, and not where the page
 * itself has placed it.
 */
function useFocusOnArrival(place: string): void {
  const isFirst = useRef(true);
  useEffect(() => {
    const isPlaced = document.activeElement?.closest('main') != null;
    if (!isFirst.current && !isPlaced) {
      const heading = document.querySelector<HTMLElement>('h1');
      heading?.focus({ preventScroll: true });
    }
    isFirst.current = false;
  }, [place]);
}

function SignedIn() {
  const route = useConsole().route.value;
  // Another search, or another order of the same subscriber, is another page.
  const place = `${route.page}/${route.id ?? ''}${route.page === 'subscribers' ? new URLSearchParams(route.query) : ''}`;
  useFocusOnArrival(place);
  useEffect(() => {
    const name = route.page === 'nowhere' ? '' : `${sayLabel(pageNames[route.page])} · `;
    document.title = `${route.id ? `${route.id} · ` : ''}${name}${say('缴费运营台', 'Payment console')}`;
  });
  return (
    <Shell>
      <Page key={place} {...route} />
    </Shell>
  );
}

function SignInOrPages() {
  const { session } = useConsole();
  // Keyed by person: the next person must not see what the last one has loaded.
  const user = session.current.value?.operator.user;
  return user === undefined ? <SignInPage /> : <SignedIn key={user} />;
}

export const App = ({ console }: { readonly console: Console }) => (
  <ConsoleProvider value={console}>
    <SignInOrPages />
    <Toast />
  </ConsoleProvider>
);
