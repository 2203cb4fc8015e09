import type { ReadonlySignal } from '@preact/signals';
import type { Fen } from '../shared/money.ts';
import type { Subscriber } from '../tsp/tspTypes.ts';
import { amount } from '../ui/words/format.ts';
import { words } from '../ui/words/words.ts';
import styles from './HeaderAside.module.css';

export const HeaderAmount = ({ label, fen }: { label: string; fen: Fen }) => (
  <span>
    {label}{' '}
    <b class={styles.amount} data-total="header">
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
