/** Norigin told the shape of the list, so that it need not measure it. */
import { start } from './Norigin.jsx';

const STEP = { down: 1, up: -1 };

start({
  measureChildrenLayout: false,
  nextFocusResolver(direction, focusKey, siblings) {
    const step = STEP[direction];
    if (step === undefined) return null;
    const wanted = `row-${Number(focusKey.slice('row-'.length)) + step}`;
    return siblings.find((sibling) => sibling.focusKey === wanted) ?? null;
  },
});
