/** Installs the PC/SC binding into `mocks/box/daemon/node_modules`. */
import { installBeside } from '../../start/installBeside.mjs';

/** @throws Error when npm fails. */
export const installPcsc = () => installBeside(import.meta.dirname, 'the PC/SC binding');
