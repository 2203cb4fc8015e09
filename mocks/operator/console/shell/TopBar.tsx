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
        const text = String(new FormData(event.currentTarget).get('find') ?? '').trim();
        location.hash = hrefOf('subscribers', undefined, { text });
      }}
    >
      <input
        class={styles.input}
        type="search"
        name="find"
        id="console-search"
        maxLength={60}
        aria-label={say('查找来电的客户', 'Find the caller')}
        placeholder={say(
          '客户报的任何号码：查询码、流水、卡尾号 金额、姓名   /',
          'What the caller says: code, receipt, card and amount, name   /',
        )}
        autocomplete="off"
        onFocus={(event) => event.currentTarget.select()}
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
