/** A token's value as a form can change it. */
import { type Colour, colourOf, hexOf } from '../access/colour.ts';

type TokenKind =
  | { readonly kind: 'colour'; readonly colour: Colour }
  | { readonly kind: 'number'; readonly value: number; readonly unit: string }
  | { readonly kind: 'text' };

const NUMBER = /^(-?(?:\d+\.?\d*|\.\d+))(rem|em|px|%|m?s|deg|vw|vh|)$/;

export function kindOf(value: string): TokenKind {
  const colour = colourOf(value);
  if (colour) return { kind: 'colour', colour };
  const number = NUMBER.exec(value.trim());
  if (number) return { kind: 'number', value: Number(number[1]), unit: number[2]! };
  return { kind: 'text' };
}

/** The value with another colour; it shines through as much as before. */
export function withHue(value: string, hex: string): string {
  const alpha = colourOf(value)?.[3] ?? 1;
  if (alpha === 1) return hex;
  const [r, g, b] = colourOf(hex)!;
  return `rgba(${r}, ${g}, ${b}, ${Math.round(alpha * 1000) / 1000})`;
}

/** `#rrggbb`, for a field that knows only such. */
export const hueOf = (value: string): string => hexOf(colourOf(value) ?? [0, 0, 0, 1]);

/** One step more or less: whole numbers for pixels, percent and milliseconds, a twentieth for others. */
export function stepped(value: string, steps: number): string {
  const kind = kindOf(value);
  if (kind.kind !== 'number') return value;
  const step = /^(px|%|ms|deg|vw|vh)$/.test(kind.unit) ? 1 : 0.05;
  return `${Math.round((kind.value + step * steps) * 1000) / 1000}${kind.unit}`;
}

/** A table of tables with one value put in, or taken out where it is `null`; empty ones go. */
export function changed<K extends string>(
  all: Readonly<Partial<Record<K, Readonly<Record<string, string>>>>>,
  group: K,
  name: string,
  value: string | null,
): Readonly<Partial<Record<K, Readonly<Record<string, string>>>>> {
  const { [group]: before, ...others } = all;
  const { [name]: _, ...rest } = before ?? ({} as Readonly<Record<string, string>>);
  const next = value === null ? rest : { ...rest, [name]: value };
  if (Object.keys(next).length === 0) return others as typeof all;
  return { ...all, [group]: next };
}
