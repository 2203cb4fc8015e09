import type { IconName } from './icons.ts';

interface IconProps {
  /** An icon without a drawing looks like `other`. */
  readonly name: IconName;
  readonly class?: string | undefined;
  /** For style sheets. */
  readonly 'data-icon'?: string;
}

type Drawings = Partial<Record<IconName, string>>;
let drawings: Drawings | undefined;

/** The drawing from the page, where the contents of icons.ts are data: as script every box would have to parse them. */
function drawingOf(name: IconName): string | undefined {
  // A rewritten page may lack the drawings; screens are complete without them.
  const all: Drawings = drawings ?? JSON.parse(document.getElementById('icons')?.innerHTML || '{}');
  drawings = all;
  return all[name] ?? all.other;
}

export function Icon({ name, ...marks }: IconProps) {
  return (
    <svg
      {...marks}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={drawingOf(name)} />
    </svg>
  );
}
