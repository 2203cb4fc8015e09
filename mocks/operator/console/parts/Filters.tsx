import { useId } from 'preact/hooks';
import { say } from '../state/language.ts';
import { hrefOf, type PageName } from '../state/route.ts';
import { Button } from './Button.tsx';
import styles from './Filters.module.css';

type Filter =
  | {
      readonly name: string;
      readonly label: string;
      readonly placeholder?: string;
      readonly type: 'search' | 'date';
    }
  | {
      readonly name: string;
      readonly label: string;
      readonly type: 'choice';
      readonly options: readonly (readonly [value: string, text: string])[];
    };

interface Props {
  readonly page: PageName;
  readonly id?: string;
  readonly query: Readonly<Record<string, string>>;
  readonly filters: readonly Filter[];
}

const DATE = /^(\d{4})(\d{2})(\d{2})$/;
const shown = (filter: Filter, value: string): string =>
  filter.type === 'date' ? value.replace(DATE, '$1-$2-$3') : value;
const sent = (filter: Filter, value: string): string =>
  filter.type === 'date' ? value.replaceAll('-', '') : value.trim();

interface TextFilterProps {
  readonly id: string;
  readonly filter: Extract<Filter, { type: 'search' | 'date' }>;
  readonly value: string;
}

function TextFilter({ id, filter, value }: TextFilterProps) {
  const { name, type, placeholder = '' } = filter;
  const common = { id, name, value, class: styles.input ?? '' };
  return type === 'date' ? (
    <input {...common} type="date" />
  ) : (
    <input {...common} type="search" data-wide="true" placeholder={placeholder} maxLength={60} />
  );
}

/** Filters of a list. They are part of the address, so that a found list can be linked and Back undoes them. */
export function Filters({ page, id, query, filters }: Props) {
  const formId = useId();
  function apply(form: HTMLFormElement): void {
    const data = new FormData(form);
    const values = filters.map((filter): [string, string] => [
      filter.name,
      sent(filter, String(data.get(filter.name) ?? '')),
    ]);
    location.hash = hrefOf(page, id, Object.fromEntries(values));
  }
  return (
    <form
      class={styles.filters}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        apply(event.currentTarget);
      }}
    >
      {filters.map((filter) => {
        const fieldId = `${formId}-${filter.name}`;
        const value = shown(filter, query[filter.name] ?? '');
        return (
          <div key={filter.name} class={styles.filter}>
            <label for={fieldId}>{filter.label}</label>
            {filter.type === 'choice' ? (
              <select
                id={fieldId}
                name={filter.name}
                class={styles.input}
                value={value}
                onChange={(event) => apply(event.currentTarget.form!)}
              >
                {filter.options.map(([option, text]) => (
                  <option key={option} value={option}>
                    {text}
                  </option>
                ))}
              </select>
            ) : (
              <TextFilter id={fieldId} filter={filter} value={value} />
            )}
          </div>
        );
      })}
      {filters.some(({ type }) => type !== 'choice') && (
        <Button type="submit">{say('查找', 'Find')}</Button>
      )}
    </form>
  );
}
