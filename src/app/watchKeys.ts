import type { Command } from '../remote/keys.ts';
import type { Remote } from '../remote/remote.ts';

/**
 * The same remote, but `look` sees every key before the screen does, and keeps it from the screen by answering true.
 */
export const watchKeys = (
  remote: Remote,
  look: (command: Command, layer: number) => boolean,
): Remote => ({
  ...remote,
  show: (screen, layer = 0) =>
    remote.show(
      {
        ...screen,
        onCommand: (command) => look(command, layer) || screen.onCommand(command),
      },
      layer,
    ),
});
