/** Sentences with `{places}`: they are plain data, so that a language can be a file, and still typed. */

declare const places: unique symbol;

/** A sentence with these places, in the order that suits its language. */
export type Sentence<Place extends string> = string & { readonly [places]?: Place };

type PlacesOf<S> = S extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesOf<Rest>
  : never;

/** The type of a translation: sentences have the same places, other entries are text. */
export type Translated<T> = T extends string
  ? [PlacesOf<T>] extends [never]
    ? string
    : Sentence<PlacesOf<T>>
  : { readonly [Key in keyof T]: Translated<T[Key]> };

/** `fill('Hotline {number}', { number: '96596' })` → `Hotline 96596`. */
export const fill = <Place extends string>(
  sentence: Sentence<Place>,
  values: Readonly<Record<NoInfer<Place>, string | number>>,
): string => sentence.replace(/{(\w+)}/g, (_, place: Place) => `${values[place]}`);
