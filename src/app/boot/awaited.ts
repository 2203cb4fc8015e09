/** What is waited for at a start, in Chinese and English. Each script has only those it needs. */
export const PAGE = '页面|the page';
export const SETTINGS = '设置|the settings';
export const WORDS = '文字|the words';
export const KEYS = '按键设置|the key settings';
export const BOX = '机顶盒|the box';

export type Awaited = typeof PAGE | typeof SETTINGS | typeof WORDS | typeof KEYS | typeof BOX;
