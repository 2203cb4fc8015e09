import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { roles } from '../names/stateNames.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { FailureNotice, Notice } from '../parts/Notice.tsx';
import { LanguageButton } from '../shell/LanguageButton.tsx';
import { useConsole } from '../state/console.ts';
import { nameIn, say } from '../state/language.ts';
import type { Failure } from '../state/opsClient.ts';
import styles from './SignInPage.module.css';

function Hints() {
  const { hints } = useConsole();
  if (hints.length === 0) return null;
  return (
    <div class={styles.hints}>
      {say(
        '演练环境的账号（用户名 / 密码）：',
        'Accounts of this simulated world (user / password):',
      )}
      <ul>
        {hints.map(({ user, password, role }) => (
          <li key={user}>
            <code>{user}</code> / <code>{password}</code> · {nameIn(roles, role)}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function SignInPage() {
  const { ops, session } = useConsole();
  const user = useSignal('');
  const password = useSignal('');
  const isSending = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    document.title = say('登录 · 缴费运营台', 'Sign in · Payment console');
  });
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  async function submit(): Promise<void> {
    if (isSending.value || user.value === '' || password.value === '') return;
    isSending.value = true;
    failure.value = null;
    const answer = await ops.signIn({ user: user.value.trim(), password: password.value });
    isSending.value = false;
    if (answer.ok) return session.enter(answer.value);
    failure.value = answer.error;
    password.value = '';
    form.current?.querySelector<HTMLInputElement>('input[type=password]')?.focus();
  }

  return (
    <main class={styles.page}>
      <div class={styles.box}>
        <div class={styles.head}>
          <h1 tabIndex={-1}>{say('缴费运营台', 'Payment console')}</h1>
          <LanguageButton />
        </div>
        {session.isExpired.value && (
          <Notice tone="info">
            {say(
              '登录已到期。重新登录后回到刚才的页面，填写的内容还在。',
              'Your session has ended. Sign in again to go on where you were; what you typed is kept.',
            )}
          </Notice>
        )}
        <form
          ref={form}
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Field
            label={say('用户名', 'User')}
            value={user}
            name="user"
            autocomplete="username"
            maxLength={40}
            required
          />
          <Field
            label={say('密码', 'Password')}
            value={password}
            type="password"
            name="password"
            autocomplete="current-password"
            maxLength={200}
            required
          />
          <Button type="submit" look="main" disabled={isSending.value}>
            {isSending.value ? say('正在登录…', 'Signing in…') : say('登录', 'Sign in')}
          </Button>
        </form>
        {failure.value && <FailureNotice failure={failure.value} />}
        <Hints />
      </div>
    </main>
  );
}
