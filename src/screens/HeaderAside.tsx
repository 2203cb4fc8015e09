import type { ReadonlySignal } from '@preact/signals';
import type { Subscriber } from '../tsp/tspTypes.ts';
import { amount } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';
import styles from './HeaderAside.module.css';
import { type KnownAmount, willBeDebited } from './knownAmount.ts';

export const HeaderAmount = ({ known }: { known: KnownAmount }) => (
  <span class={styles.known}>
    {words.value.total[known[0]]}{' '}
    <b class={styles.amount} data-total="header" data-due={willBeDebited(known) ? '' : undefined}>
      {amount(known[1])}
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
    <span>
      {customer} <b>{who.name}</b>
      <span class={styles.account}>
        {account} <b>{who.accountTail}</b>
      </span>
    </span>
  );
}
