import type { ReadonlySignal } from '@preact/signals';
import type { Subscriber } from '../tsp/tspTypes.ts';
import { amount } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';
import styles from './HeaderAside.module.css';
import type { KnownAmount } from './ScreenFrame.tsx';

export const HeaderAmount = ({ known: [is, fen] }: { known: KnownAmount }) => (
  <span class={styles.known}>
    {words.value.total[is]}{' '}
    <b
      class={styles.amount}
      data-total="header"
      data-due={is === 'due' || is === 'paying' ? '' : undefined}
    >
      {amount(fen)}
    </b>
  </span>
);

export function HeaderSubscriber({
  subscriber,
}: {
  subscriber: ReadonlySignal<Subscriber | null>;
}) {
  const { customer, account } = words.value.header;
  const who = subscriber.value;
  return who === null ? null : (
    <>
      {customer} <b>{who.name}</b>
      <span class={styles.account}>
        {account} <b>{who.accountTail}</b>
      </span>
    </>
  );
}
