/** Small parts of the stage. Clicks do not move the keyboard focus, which stays on the television. */
import type { ComponentChildren } from 'preact';
import styles from './Parts.module.css';

const keepFocus = (event: MouseEvent) => event.preventDefault();

interface PillProps {
  readonly label?: string | undefined;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Less prominent, for pills that are usually on. */
  readonly quiet?: boolean;
  readonly children: ComponentChildren;
  onPress(): void;
}

/** With `pressed` it is a switch; without, it is a button. */
export const Pill = ({ label, pressed, disabled, quiet, children, onPress }: PillProps) => (
  <button
    type="button"
    class={styles.pill}
    data-quiet={quiet}
    aria-label={label}
    aria-pressed={pressed}
    disabled={disabled}
    onMouseDown={keepFocus}
    onClick={onPress}
  >
    {children}
  </button>
);

interface LinkProps {
  readonly label: string;
  readonly href: string;
  readonly children: ComponentChildren;
}

/** A link that opens in another tab. */
export const PillLink = ({ label, href, children }: LinkProps) => (
  <a
    class={`${styles.pill} ${styles.link}`}
    href={href}
    target="_blank"
    aria-label={label}
    title={label}
    rel="noopener"
  >
    {children}
  </a>
);

type Option<T extends string> = readonly [value: T, text: ComponentChildren];

interface GroupProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  onChoose(value: T): void;
}

/** A choice of a few options, all visible. */
export const Group = <T extends string>({ label, value, options, onChoose }: GroupProps<T>) => (
  <div role="group" aria-label={label} class={styles.group}>
    {options.map(([option, text]) => (
      <Pill key={option} pressed={option === value} onPress={() => onChoose(option)}>
        {text}
      </Pill>
    ))}
  </div>
);

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
  onChoose(value: string): void;
}

/** A choice of many options. After a choice with the mouse the keyboard goes back to the television. */
export function Select({ label, value, isWide, children, onChoose }: SelectProps) {
  let byMouse = false;
  return (
    <label class={styles.choice}>
      <span>{label}</span>
      <select
        class={styles.select}
        data-wide={isWide}
        aria-label={label}
        value={value}
        onMouseDown={() => {
          byMouse = true;
        }}
        onChange={(event) => {
          onChoose(event.currentTarget.value);
          if (byMouse) event.currentTarget.blur();
        }}
      >
        {children}
      </select>
    </label>
  );
}

interface SectionProps {
  readonly title: string;
  readonly note?: ComponentChildren;
  readonly children: ComponentChildren;
}

export const Section = ({ title, note, children }: SectionProps) => (
  <section class={styles.section} aria-label={title}>
    <h2 class={styles.title}>
      {title}
      <span class={styles.note}>{note}</span>
    </h2>
    {children}
  </section>
);

export const Row = ({ children }: { readonly children: ComponentChildren }) => (
  <div class={styles.row}>{children}</div>
);
