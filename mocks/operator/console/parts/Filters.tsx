import { useId, useRef } from 'preact/hooks';
import {
  chipsOf,
  type Filter,
  hrefWith,
  hrefWithout,
  shownIn,
  YUAN_PATTERN,
} from '../state/filters.ts';
import { say } from '../state/language.ts';
import type { PageName } from '../state/route.ts';
import { Button } from './Button.tsx';
import styles from './Filters.module.css';

interface Props {
  readonly page: PageName;
  readonly id?: string;
  readonly query: Readonly<Record<string, string>>;
  readonly filters: readonly Filter[];
}

type Typed = Exclude<Filter, { type: 'choice' | 'linked' }>;

interface FieldProps<F> {
  readonly id: string;
  readonly filter: F;
  readonly value: string;
}

function TypedField({ id, filter, value }: FieldProps<Typed>) {
  const common = {
    id,
    name: filter.name,
    value,
    class: styles.input ?? '',
    'data-type': filter.type,
  };
  switch (filter.type) {
    case 'date':
      return <input {...common} type="date" />;
    case 'yuan':
      return (
        <input
          {...common}
          inputMode="decimal"
          autocomplete="off"
          pattern={YUAN_PATTERN}
          placeholder="0.00"
          title={say('元，最多两位小数', 'Yuan, with two decimals at most')}
        />
      );
    case 'search':
      return (
        <input {...common} type="search" placeholder={filter.placeholder ?? ''} maxLength={60} />
      );
    case 'text':
      return (
        <>
          <input {...common} autocomplete="off" maxLength={60} list={`${id}-known`} />
          <datalist id={`${id}-known`}>
            {(filter.known ?? []).map((text) => (
              <option key={text} value={text} />
            ))}
          </datalist>
        </>
      );
  }
}

type ChoiceProps = FieldProps<Extract<Filter, { type: 'choice' }>> & { onChange(): void };

const Choice = ({ id, filter, value, onChange }: ChoiceProps) => (
  <select
    id={id}
    name={filter.name}
    class={styles.input}
    value={value === '' ? (filter.usual ?? '') : value}
    onChange={onChange}
  >
    {filter.options.map(([option, text]) => (
      <option key={option} value={option}>
        {text}
      </option>
    ))}
  </select>
);

function Chips({ page, id, query, filters }: Props) {
  const chips = chipsOf(page, id, query, filters);
  if (chips.length === 0) return null;
  return (
    <ul class={styles.chips} aria-label={say('已选的筛选', 'Filters that are on')}>
      {chips.map(({ name, text, href }) => (
        <li key={name}>
          <a class={styles.chip} href={href} aria-label={say(`去掉 ${text}`, `Remove ${text}`)}>
            {text} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a data-clear="" href={hrefWithout(page, id, query, filters)}>
          {say('全部清除', 'Clear all')} <kbd class={styles.key}>c</kbd>
        </a>
      </li>
    </ul>
  );
}

/** Filters of a list. They are part of the address, so that a found list can be linked and Back undoes them. */
export function Filters(props: Props) {
  const { page, id, query, filters } = props;
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const apply = () => {
    const data = new FormData(form.current!);
    location.hash = hrefWith(page, id, query, filters, (name) => String(data.get(name) ?? ''));
  };
  return (
    <div class={styles.all}>
      <form
        ref={form}
        class={styles.filters}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        {filters.map((filter) => {
          if (filter.type === 'linked') return null;
          const fieldId = `${formId}-${filter.name}`;
          const value = query[filter.name] ?? '';
          return (
            <div key={filter.name} class={styles.filter} data-type={filter.type}>
              <label for={fieldId}>
                {'group' in filter && filter.group} {filter.label}
              </label>
              {filter.type === 'choice' ? (
                <Choice id={fieldId} filter={filter} value={value} onChange={apply} />
              ) : (
                <TypedField id={fieldId} filter={filter} value={shownIn(filter, value)} />
              )}
            </div>
          );
        })}
        {filters.some(({ type }) => type !== 'choice') && (
          <Button type="submit">{say('查找', 'Find')}</Button>
        )}
      </form>
      <Chips {...props} />
    </div>
  );
}
