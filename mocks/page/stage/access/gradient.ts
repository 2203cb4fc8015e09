/** The colour of a CSS gradient at one place, as computed styles write gradients. */
import { type Colour, colourOf, coloursIn, type Layer } from './colour.ts';

/** Pixels from the left and the top of the box that the gradient fills. */
export interface Place {
  readonly x: number;
  readonly y: number;
}
interface Size {
  readonly width: number;
  readonly height: number;
}

interface Stop {
  readonly colour: Colour;
  /** From 0 at the start to 1 at the end of the gradient. */
  readonly at: number;
}

/** Splits at commas or spaces that no bracket is around. */
export function partsOf(text: string, separator: ',' | ' '): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** A percentage of `whole`, or pixels. */
function lengthOf(text: string | undefined, whole: number): number | null {
  const [, value, unit] = /^(-?[\d.]+)(%|px|)$/.exec(text ?? '') ?? [];
  if (value === undefined) return null;
  return unit === '%' ? (Number(value) / 100) * whole : Number(value);
}

/** Stops without a place stand evenly between their neighbours. `null`: hints or units that are not read here. */
function stopsOf(texts: readonly string[], lengthPx: number): readonly Stop[] | null {
  const read = texts.map((text) => {
    const [colour, ...places] = partsOf(text, ' ');
    const at = places.length > 0 ? lengthOf(places[0], lengthPx) : undefined;
    return { colour: colourOf(colour ?? ''), at: at == null ? at : at / lengthPx, places };
  });
  if (read.some(({ colour, at, places }) => !colour || at === null || places.length > 1))
    return null;
  const places = read.map(({ at }, index) =>
    at != null ? at : index === 0 ? 0 : index === read.length - 1 ? 1 : undefined,
  );
  return read.map(({ colour }, index) => {
    let before = index;
    while (places[before] === undefined) before--;
    let after = index;
    while (places[after] === undefined) after++;
    const [from = 0, to = 0] = [places[before], places[after]];
    const share = after === before ? 0 : (index - before) / (after - before);
    return { colour: colour!, at: from + (to - from) * share };
  });
}

/** Between two stops colours are mixed with their alpha, so that `transparent` darkens nothing. */
function between(stops: readonly Stop[], at: number): Colour {
  const next = stops.findIndex((stop) => stop.at > at);
  if (next === 0) return stops[0]!.colour;
  if (next < 0) return stops[stops.length - 1]!.colour;
  const [a, b] = [stops[next - 1]!, stops[next]!];
  const share = b.at === a.at ? 1 : (at - a.at) / (b.at - a.at);
  const alpha = a.colour[3] * (1 - share) + b.colour[3] * share;
  if (alpha === 0) return [0, 0, 0, 0];
  const mix = (part: 0 | 1 | 2) =>
    (a.colour[part] * a.colour[3] * (1 - share) + b.colour[part] * b.colour[3] * share) / alpha;
  return [mix(0), mix(1), mix(2), alpha];
}

const SIDES: Readonly<Record<string, number>> = { top: 0, right: 90, bottom: 180, left: 270 };

function linear(parts: readonly string[], { x, y }: Place, { width, height }: Size): Colour | null {
  const [first = ''] = parts;
  const side = /^to (top|right|bottom|left)$/.exec(first)?.[1];
  const degrees = side ? SIDES[side]! : Number(/^(-?[\d.]+)deg$/.exec(first)?.[1] ?? '180');
  const hasAngle = side !== undefined || /deg$/.test(first);
  const angle = (degrees * Math.PI) / 180;
  const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
  const length = Math.abs(width * dx) + Math.abs(height * dy);
  const stops = stopsOf(hasAngle ? parts.slice(1) : parts, length);
  if (!stops) return null;
  return between(stops, ((x - width / 2) * dx + (y - height / 2) * dy) / length + 0.5);
}

function radial(parts: readonly string[], { x, y }: Place, { width, height }: Size): Colour | null {
  const [, size = '', place = '50% 50%'] = /^(.+?)(?: at (.+))?$/.exec(parts[0] ?? '') ?? [];
  const radii = partsOf(size.replace(/ellipse|circle/, ''), ' ');
  const [px, py] = partsOf(place, ' ');
  const isCircle = radii.length === 1;
  const rx = lengthOf(radii[0], width);
  const ry = isCircle ? rx : lengthOf(radii[1], height);
  const [cx, cy] = [lengthOf(px, width), lengthOf(py, height)];
  if (!rx || !ry || cx === null || cy === null) return null;
  const stops = stopsOf(parts.slice(1), rx);
  return stops && between(stops, Math.hypot((x - cx) / rx, (y - cy) / ry));
}

/** `null`: a kind of gradient that is not read here. */
export function gradientAt(css: string, place: Place, size: Size): Colour | null {
  const [, kind, inside = ''] = /^(linear|radial)-gradient\((.*)\)$/s.exec(css.trim()) ?? [];
  if (kind === undefined) return null;
  const parts = partsOf(inside, ',');
  return kind === 'linear' ? linear(parts, place, size) : radial(parts, place, size);
}

/**
 * The layers of a `background-image` at one place, topmost first. A gradient that is not read here, or whose box is not known (`null`), may
 * have any of its colours.
 */
export function imageLayers(css: string, place: Place, size: Size | null): readonly Layer[] {
  if (css === 'none') return [];
  return partsOf(css, ',').map((layer) => {
    if (!/gradient\(/.test(layer)) return 'picture';
    const colour = size && gradientAt(layer, place, size);
    return colour ? [colour] : coloursIn(layer);
  });
}
