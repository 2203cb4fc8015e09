/** A script of its own that is loaded after the first screen: everything that screen can do without. */
export { holdAnswers } from '../payment/holdAnswers.ts';
export { transitions } from '../payment/transitions.ts';
export { lateWorks } from '../payment/works/lateWorks.ts';
export { createCardSlot } from '../purse/cardSlot.ts';
export { startPointer } from '../remote/pointer.ts';
export { lateScreens } from '../screens/lateScreens.ts';
export { lateCalls } from '../tsp/tspClient.ts';
export { tellIncidents } from './incidents/tellIncidents.ts';
export { pageSight } from './pageSight.ts';
export { readerPorts } from './readerPorts.ts';
export { createChildLock } from './settings/createChildLock.ts';
export { tellPlatform } from './tellPlatform.ts';

// On its own: nobody waits for the look of digits.
void import('../ui/letters/letters.ts').then(({ useLetters }) => useLetters());
