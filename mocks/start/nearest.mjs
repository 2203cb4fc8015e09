/** The most typing errors that are still understood: letters changed, missing or added. */
const MOST_SLIPS = 2;

/** Levenshtein's distance. */
function slips(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}

/** The known word that was most likely meant, or `undefined`. Three letters may have one error, or be a beginning. */
export function nearest(word, known) {
  const most = Math.min(MOST_SLIPS, Math.ceil(word.length / 3));
  const [best] = known
    .map((name) => ({ name, distance: slips(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  const isBeginning = (name) => word.length >= 3 && name.startsWith(word);
  return best?.name ?? known.find(isBeginning);
}
