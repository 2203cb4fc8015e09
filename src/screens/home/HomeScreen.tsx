import { ComingScreen } from '../ComingScreen.tsx';
import type { ScreenProps } from '../portal.ts';
import { BrowseScreen } from './BrowseScreen.tsx';

/** All services, or the viewer's search among them; on the way back from a service it is still the same. */
export function HomeScreen(props: ScreenProps<'home'>) {
  const { catalogue, late } = props.portal;
  if (catalogue.query.value === null) return <BrowseScreen {...props} />;
  const SearchScreen = late.value?.SearchScreen;
  return SearchScreen ? (
    <SearchScreen {...props} />
  ) : (
    <ComingScreen portal={props.portal} send={() => catalogue.search(null)} />
  );
}
