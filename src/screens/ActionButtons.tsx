import type { Focus } from '../remote/focus.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import type { Action } from './actions.ts';

export const ActionButtons = ({ actions, focus }: { actions: readonly Action[]; focus: Focus }) => (
  <ButtonRow>
    {actions.map(({ id, label }) => (
      <Button key={id} id={id} focus={focus}>
        {label}
      </Button>
    ))}
  </ButtonRow>
);
