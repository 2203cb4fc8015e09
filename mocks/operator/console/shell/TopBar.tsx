import { roles } from '../names/stateNames.ts';
import { Button } from '../parts/Button.tsx';
import { useConsole } from '../state/console.ts';
import { nameIn, say } from '../state/language.ts';
import { hrefOf } from '../state/route.ts';
import { LanguageButton } from './LanguageButton.tsx';
import styles from './TopBar.module.css';

function Search() {
  return (
    <form
      class={styles.search}
      role="search"
      aria-label={say('查找', 'Search')}
      onSubmit={(event) => {
        event.preventDefault();
        const find = String(new FormData(event.currentTarget).get('find') ?? '').trim();
        const isCase = /^C\d{8}-\d{4,}$/.test(find);
        location.hash = isCase ? hrefOf('cases', find) : hrefOf('orders', undefined, { find });
      }}
    >
      <input
        class={styles.input}
        type="search"
        name="find"
        id="console-search"
        maxLength={60}
        aria-label={say('查找', 'Search')}
        placeholder={say(
          '订单、短号、收据、工单、用户、机顶盒   /',
          'Order, short number, receipt, case, subscriber, box   /',
        )}
      />
    </form>
  );
}

export function TopBar() {
  const { session, ops } = useConsole();
  const operator = session.current.value?.operator;
  function signOut(): void {
    void ops.signOut();
    session.leave('signed-out');
  }
  return (
    <header class={styles.bar}>
      <Search />
      <div class={styles.who}>
        <LanguageButton />
        {operator && (
          <span>
            {operator.name} <span class={styles.role}>{nameIn(roles, operator.role)}</span>
          </span>
        )}
        <Button look="quiet" onPress={signOut}>
          {say('退出', 'Sign out')}
        </Button>
      </div>
    </header>
  );
}
