/** Guesses the family of the box from what its browser says of itself and what its host put into the page. */

type Sign = readonly [profile: string, userAgent: RegExp, ...objects: readonly string[]];

/**
 * The first that fits. Telecom boxes come before iPanel: some run iPanel's browser with the keys of the telecom
 * specification. Families that cannot be told from outside (zhibo, guangxi, sichuan, raw-android …) are named in
 * `config.json`.
 */
const SIGNS: readonly Sign[] = [
  ['tizen', /Tizen/, 'tizen'],
  ['webos', /Web0S|webOS/, 'webOS', 'PalmSystem'],
  ['vizio', /VIZIO/],
  ['mag', /MAG\d|stbapp/, 'gSTB'],
  ['iptv', /Resolution\(|CTC/, 'Authentication'],
  ['enreach', /EnReach/i, 'EnReach'],
  ['dvn-coship', /Coship|DVN/],
  ['inspur', /Inspur/i],
  ['ipanel', /iPanel/i, 'iPanel'],
  ['shdv', /SHDV/, 'jShow'],
  ['vidaa-hbbtv', /HbbTV|VIDAA/],
  ['rdk-wpe', /WPE/],
  ['android', /Android/],
];

/** Name of a key profile; `desktop` when nothing gives the box away. */
export function boxFamily(userAgent: string, page: object): string {
  const sign = SIGNS.find(
    ([, pattern, ...objects]) => pattern.test(userAgent) || objects.some((name) => name in page),
  );
  return sign ? sign[0] : 'desktop';
}
