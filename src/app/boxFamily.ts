/** Guesses the family of the box from what its browser says of itself and what its host put into the page. */

/**
 * Profiles and the words that give them away, in the user agent in upper or lower case, or as names of objects; the
 * first word is the profile's own name. The first profile that fits is taken: telecom boxes come before iPanel, since
 * some run iPanel's browser with the keys of the telecom specification.
 * Families that cannot be told from outside (zhibo, guangxi, sichuan, raw-android …) are named in `config.json`.
 */
const SIGNS = [
  'tizen',
  'webos|Web0S|webOS|PalmSystem',
  'vizio',
  'mag|stbapp|gSTB',
  'iptv|resolution\\(|Authentication',
  'enreach|EnReach',
  'dvn-coship|coship|dvn',
  'inspur',
  'ipanel|iPanel',
  'shdv|jShow',
  'vidaa-hbbtv|vidaa|hbbtv',
  'rdk-wpe|wpe',
  'android',
];

/** Name of a key profile; `desktop` when nothing gives the box away. */
export function boxFamily(userAgent: string, page: object): string {
  const sign = SIGNS.find(
    (words) =>
      new RegExp(`\\b(${words})`, 'i').test(userAgent) ||
      words.split('|').some((word) => word in page),
  );
  return sign ? sign.split('|')[0]! : 'desktop';
}
