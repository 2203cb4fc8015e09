import type { Operator } from '../../ui/operator.ts';
import { words } from '../../ui/words/words.ts';
import { HelpPanel } from '../HelpPanel.tsx';
import { PlainScreen } from '../PlainScreen.tsx';

interface Props {
  readonly operator: Operator;
  readonly code: string;
}

export function CrashScreen(props: Props) {
  const say = words.value.crash;
  return (
    <PlainScreen
      title={say.title}
      act={say.act}
      money={say.money}
      focused={say.restart}
      look="button"
      help={<HelpPanel {...props} />}
    />
  );
}
