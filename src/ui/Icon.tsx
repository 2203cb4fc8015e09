import { type IconName, icons } from './icons.ts';

interface IconProps {
  readonly name: IconName;
  readonly class?: string | undefined;
  /** For style sheets. */
  readonly 'data-icon'?: string;
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
      <path d={icons[name]} />
    </svg>
  );
}
