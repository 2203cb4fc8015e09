import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useConsole } from '../state/console.ts';
import { say, sayLabel } from '../state/language.ts';
import { hrefOf, type PageName } from '../state/route.ts';
import { createHotkeys, JUMPS } from './hotkeys.ts';
import { KeysDialog } from './KeysDialog.tsx';
import { pageGroups, pageNames } from './pageNames.ts';
import styles from './Shell.module.css';
import { TopBar } from './TopBar.tsx';
import { WorldBar } from './WorldBar.tsx';

const letterOf = Object.fromEntries(Object.entries(JUMPS).map(([key, page]) => [page, key]));

function Menu() {
  const { route, session } = useConsole();
  const { page } = route.value;
  const isOffered = (name: PageName) => name !== 'audit' || session.may('findAudit');
  return (
    <div>
      {pageGroups.map(([name, pages]) => (
        <div key={name[1]}>
          <div class={styles.group}>{sayLabel(name)}</div>
          <ul>
            {pages.filter(isOffered).map((item) => (
              <li key={item}>
                <a
                  class={styles.link}
                  href={hrefOf(item)}
                  aria-current={item === page ? 'page' : undefined}
                >
                  {sayLabel(pageNames[item])}
                  <span class={styles.letter} aria-hidden="true">
                    {letterOf[item]}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog') !== null;

export function Shell({ children }: { readonly children: ComponentChildren }) {
  const { clock } = useConsole();
  const isHelpOpen = useSignal(false);
  useEffect(() => {
    const hotkeys = createHotkeys();
    const onKey = (event: KeyboardEvent) => {
      const action = hotkeys({
        key: event.key,
        at: clock.now(),
        isTaken: isTyping(event.target),
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
      });
      if (!action) return;
      event.preventDefault();
      if (action.kind === 'go') location.hash = hrefOf(action.page);
      else if (action.kind === 'help') isHelpOpen.value = true;
      else if (action.kind === 'clear') clearLink()?.click();
      else searchField()?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div class={styles.shell}>
      <button
        type="button"
        class={styles.skip}
        onClick={() => document.querySelector<HTMLElement>('h1')?.focus()}
      >
        {say('跳到内容', 'Skip to the content')}
      </button>
      <nav class={styles.side} aria-label={say('页面', 'Pages')}>
        <div class={styles.brand}>{say('缴费运营台', 'Payment console')}</div>
        <Menu />
        <button
          type="button"
          class={styles.keys}
          onClick={() => {
            isHelpOpen.value = true;
          }}
        >
          {say('? 按键', '? Keys')}
        </button>
      </nav>
      <div>
        <WorldBar />
        <TopBar />
        <main id="main" class={styles.main}>
          {children}
        </main>
      </div>
      {isHelpOpen.value && (
        <KeysDialog
          onClose={() => {
            isHelpOpen.value = false;
          }}
        />
      )}
    </div>
  );
}

/** The one field that every page has; lists have filters of their own. */
const searchField = (): HTMLElement | null => document.getElementById('console-search');

/** Takes all filters of the list away; there is none without a filter. */
const clearLink = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('main [data-clear]');
