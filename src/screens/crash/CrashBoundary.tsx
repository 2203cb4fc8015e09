import { Component, type ComponentChildren } from 'preact';
import type { Remote } from '../../remote/remote.ts';
import { codeOfText } from '../../shared/code.ts';
import type { Operator } from '../../ui/operator.ts';
import { CrashScreen } from './CrashScreen.tsx';

interface Props {
  readonly remote: Remote;
  readonly operator: Operator;
  /** OK on the crash screen: start the page again. */
  onRestart(): void;
  onCrash(code: string, error: unknown): void;
  readonly children: ComponentChildren;
}

/** The one place where a bug in a screen ends: a calm screen, and one key that starts again. */
export class CrashBoundary extends Component<Props, { code?: string }> {
  override componentDidCatch(error: unknown): void {
    const { remote, onRestart, onCrash } = this.props;
    const code = codeOfText(String(error));
    onCrash(code, error);
    remote.show({
      key: 'crash',
      onCommand: (command) => {
        if (command === 'ok') onRestart();
      },
    });
    this.setState({ code });
  }

  override render() {
    const { operator, children } = this.props;
    const { code } = this.state;
    return code ? <CrashScreen operator={operator} code={code} /> : children;
  }
}
