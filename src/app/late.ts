/** A script of its own that is loaded after the first screen: everything that screen can do without. */
export { lateWorks } from '../payment/works/lateWorks.ts';
export { lateScreens } from '../screens/lateScreens.ts';
export { readerPorts } from './readerPorts.ts';
