import { Message } from '../../ui/Message.tsx';
import { fill } from '../../ui/words/fill.ts';
import { words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import { FoundRow } from './FoundRow.tsx';
import { HomeNotice } from './HomeNotice.tsx';
import { listShape } from './homeZones.ts';
import { Ring } from './Ring.tsx';
import styles from './SearchScreen.module.css';

/** The services that the letters find, or the reason why there are none. */
export function SearchResults(props: { portal: Portal; query: string; zone: string }) {
  const { portal, query, zone } = props;
  const { search } = words.value;
  const { found } = portal.catalogue;
  if (query === '') return <Message title={search.ask} act={search.askAct} />;
  const list = found.list.value;
  if (list.state === 'loading') return <p class={styles.count}>{words.value.wait}</p>;
  if (list.state === 'failed') return <HomeNotice list={list} portal={portal} />;
  const { total } = list.value;
  if (total === 0) return <Message title={fill(search.none, { query })} act={search.noneAct} />;
  const label = fill(search.found, { count: total });
  return (
    <>
      <p class={styles.count}>{label}</p>
      <Ring
        portal={portal}
        services={found}
        zone={zone}
        shape={listShape()}
        label={label}
        cell={FoundRow}
      />
    </>
  );
}
