/** A script of its own that follows the first screen: whatever that screen can do without. */
export { lateWorks } from '../payment/works/lateWorks.ts';
export { lateScreens } from '../screens/lateScreens.ts';
export { readerPorts } from './readerPorts.ts';
