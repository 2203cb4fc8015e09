import type { ScreenProps } from '../screenProps.ts';
import { BrowseScreen } from './BrowseScreen.tsx';
import { SearchScreen } from './SearchScreen.tsx';

/** All services, or what the viewer searches among them: whoever comes back from a service finds the same. */
export const HomeScreen = (props: ScreenProps<'home'>) =>
  props.portal.catalogue.query.value === null ? (
    <BrowseScreen {...props} />
  ) : (
    <SearchScreen {...props} />
  );
