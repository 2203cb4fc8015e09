import { zoneOf } from '../../remote/zones.ts';
import { Icon } from '../../ui/Icon.tsx';
import { words } from '../../ui/words/words.ts';
import type { ScreenProps } from '../portal.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { takeKeys } from '../takeKeys.ts';
import { isPlace, listShape, listZone, RETRY_ID, serviceIdOf } from './homeZones.ts';
import { Keyboard } from './Keyboard.tsx';
import { SearchResults } from './SearchResults.tsx';
import styles from './SearchScreen.module.css';
import { afterKey, CLEAR_ID, DELETE_ID, KEY_COLUMNS, keyId, SYMBOLS, typed } from './searchKeys.ts';

const NOTHING = { state: 'loading' } as const;

/** Letters and digits at the left, what they find at the right, at once. */
export function SearchScreen({ send, portal }: ScreenProps<'home'>) {
  const { hint, search: say } = words.value;
  const { catalogue, focus } = portal;
  const query = catalogue.query.value ?? '';
  const found = query === '' ? NOTHING : catalogue.found.list.value;
  const choice = found.state === 'ready' ? found.value.choice.q : '';
  const results = listZone(`found:${choice}`, found, listShape(), { left: 'keys' });
  const exits = { right: results.id };
  takeKeys(portal, {
    key: 'search',
    zones: [
      zoneOf('keys', SYMBOLS.map(keyId), KEY_COLUMNS, { ...exits, down: 'edit' }),
      zoneOf('edit', [DELETE_ID, CLEAR_ID], 2, { ...exits, up: 'keys' }),
      results,
    ],
    onOk(id) {
      const serviceId = serviceIdOf(id);
      const next = afterKey(query, id);
      if (serviceId !== null) send({ kind: 'serviceOpened', serviceId });
      else if (id === RETRY_ID || isPlace(id)) catalogue.found.retry();
      else if (next !== null && next !== query) catalogue.search(next);
    },
    onBack: () => catalogue.search(query === '' ? null : ''),
    onKey(command) {
      if (/\d/.test(command)) catalogue.search(typed(query, command));
    },
  });
  return (
    <ScreenFrame
      portal={portal}
      hints={[
        ['arrows', hint.choose],
        ['ok', hint.confirm],
        ['back', query === '' ? hint.closeSearch : hint.clear],
      ]}
    >
      <div class={styles.search}>
        <h1 class="heard">{say.title}</h1>
        <div class={styles.left}>
          <div class={styles.query} role="status" data-empty={query === '' ? '' : undefined}>
            <Icon name="search" class={styles.sign} />
            {query || say.title}
          </div>
          <Keyboard focus={focus} />
        </div>
        <div class={styles.right}>
          <SearchResults portal={portal} query={query} zone={results.id} />
        </div>
      </div>
    </ScreenFrame>
  );
}
