import { Component, type ComponentChildren } from 'preact';
import type { Remote } from '../../remote/remote.ts';
import { CrashScreen } from './CrashScreen.tsx';

interface Props {
  readonly remote: Remote;
  /** OK on the crash screen: start the page again. */
  onRestart(): void;
  onCrash(error: unknown): void;
  readonly children: ComponentChildren;
}

/** The one place where a bug in a screen ends: a calm screen, and one key that starts again. */
export class CrashBoundary extends Component<Props, { crashed: boolean }> {
  override state = { crashed: false };

  override componentDidCatch(error: unknown): void {
    const { remote, onRestart, onCrash } = this.props;
    onCrash(error);
    remote.show({
      key: 'crash',
      onCommand: (command) => {
        if (command === 'ok') onRestart();
      },
    });
    this.setState({ crashed: true });
  }

  override render() {
    return this.state.crashed ? <CrashScreen /> : this.props.children;
  }
}
