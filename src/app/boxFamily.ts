/** Guesses the family of the box from what its browser says of itself and what its host put into the page. */

/** Objects of hosts that give the family away. */
const OBJECTS = 'tizen webOS PalmSystem gSTB Authentication EnReach iPanel jShow'.split(' ');

/**
 * Profiles and the words that give them away, the first of which is the profile's own name. The first that fits is
 * taken: telecom boxes come before iPanel, since some run iPanel's browser with the keys of the telecom specification.
 * Families that cannot be told from outside (zhibo, guangxi, sichuan, raw-android …) are named in `config.json`.
 */
const SIGNS = [
  'tizen',
  'webos|web0s|palmsystem',
  'vizio',
  'mag|stbapp|gstb',
  'iptv|resolution\\(|authentication',
  'enreach',
  'dvn-coship|coship|dvn',
  'inspur',
  'ipanel',
  'shdv|jshow',
  'vidaa-hbbtv|vidaa|hbbtv',
  'rdk-wpe|wpe',
  'android',
];

/** Name of a key profile; `desktop` when nothing gives the box away. */
export function boxFamily(userAgent: string, page: object): string {
  const said = `${userAgent} ${OBJECTS.filter((name) => name in page).join(' ')}`;
  const sign = SIGNS.find((words) => new RegExp(`\\b(${words})`, 'i').test(said));
  return sign ? sign.split('|')[0]! : 'desktop';
}
