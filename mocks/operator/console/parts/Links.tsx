import { useConsole } from '../state/console.ts';
import { say } from '../state/language.ts';
import { hrefOf } from '../state/route.ts';
import { Button } from './Button.tsx';
import styles from './Grid.module.css';

/** The end of a long id, which is enough to tell it apart. The whole id is in the `title`. */
const tailOf = (id: string): string => (id.length > 14 ? `…${id.slice(-8)}` : id);

interface OrderLinkProps {
  readonly orderId: string | undefined;
  /** What people call it. */
  readonly name?: string;
}

export const OrderLink = ({ orderId, name }: OrderLinkProps) =>
  orderId === undefined ? null : (
    <a class={styles.mono} href={hrefOf('orders', orderId)} title={orderId}>
      {name ?? tailOf(orderId)}
    </a>
  );

/** `order`: what the call is about. */
export const SubscriberLink = (props: {
  readonly subscriberId: string;
  readonly order?: string | undefined;
  readonly name?: string | undefined;
}) => (
  <a href={subscriberHref(props.subscriberId, props.order)}>{props.name ?? props.subscriberId}</a>
);

export const subscriberHref = (subscriberId: string, order = ''): string =>
  hrefOf('subscribers', subscriberId, { order });

export const CaseLink = ({ caseNo }: { readonly caseNo: string | undefined }) =>
  caseNo === undefined ? null : (
    <a class={styles.mono} href={hrefOf('cases', caseNo)}>
      {caseNo}
    </a>
  );

export const BoxLink = ({ stbId }: { readonly stbId: string }) => (
  <a class={styles.mono} href={hrefOf('boxes', stbId)}>
    {stbId}
  </a>
);

export const Mono = ({ text, short }: { readonly text: string; readonly short?: boolean }) => (
  <span class={styles.mono} title={text}>
    {short ? tailOf(text) : text}
  </span>
);

/** An id in full, with a button to copy it. */
export function CopyId({ id }: { readonly id: string }) {
  const { tell } = useConsole();
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(id);
      tell(say('已复制', 'Copied'));
    } catch {
      tell(say('浏览器不允许复制', 'The browser does not allow copying'), 'bad');
    }
  }
  return (
    <span class={styles.row}>
      <span class={styles.mono}>{id}</span>
      <Button look="quiet" label={say(`复制 ${id}`, `Copy ${id}`)} onPress={() => void copy()}>
        {say('复制', 'Copy')}
      </Button>
    </span>
  );
}
