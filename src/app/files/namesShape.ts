import type { Text } from '../../shared/text.ts';
import { matching, object, optional, type Shape } from '../../tsp/shape.ts';

/** A name in several languages. */
export const namesShape: Shape<Text> = object({
  'zh-CN': matching(/./),
  'zh-TW': optional(matching(/^/)),
  en: optional(matching(/^/)),
});
