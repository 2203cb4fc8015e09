import type { Text } from '../../shared/text.ts';
import { matching, optional, type Shape } from '../../tsp/shape.ts';
import { noted } from './readFile.ts';

/** A name in several languages. */
export const namesShape: Shape<Text> = noted({
  'zh-CN': matching(/\S/),
  'zh-TW': optional(matching(/^/)),
  en: optional(matching(/^/)),
});
