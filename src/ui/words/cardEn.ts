import type { CardWords } from './cardZhCN.ts';

export const cardEn: CardWords = {
  name: 'Bank IC card',
  slot: 'Card slot of the box',
  waiting: 'Waiting for the card · {time} left',
  cancel: 'Cancel payment',
  sight: {
    empty: {
      title: 'Insert your IC card',
      act: 'Chip facing up, push gently to the end.',
      state: 'Card reader connected',
    },
    'no-reader': {
      title: 'No card reader found',
      act: 'Check that the reader is plugged in. It goes on by itself.',
      state: 'Card reader not connected',
    },
    held: {
      title: 'The card reader is in use',
      act: 'Another program uses the reader. Please wait a moment.',
      state: 'Card reader busy',
    },
    forbidden: {
      title: 'The card reader may not be used',
      act: 'The settings of this box do not allow the reader. Please call the hotline.',
      state: 'Card reader not allowed',
    },
    unavailable: {
      title: 'The card reader does not answer',
      act: 'The reader is tried again by itself. If that takes long, unplug it and plug it in.',
      state: 'Card reader not answering',
    },
    mute: {
      title: 'The card does not answer',
      act: 'Take it out, chip facing up, and insert it again.',
      state: 'The card may be the wrong way round',
    },
    used: {
      title: 'Take this card out first',
      act: 'Then insert another card, or this one again, chip facing up.',
      state: 'The card is still in the slot',
    },
    reading: { title: 'Reading the card', act: 'Just a moment, please.', state: 'Card inserted' },
  },
  beside: {
    held: 'Another card reader is in use',
    unavailable: 'Another card reader does not answer',
  },
  doNotRemove: 'Do not remove the card before the payment is done.',
  allow: {
    title: 'No card reader yet',
    act: 'Plug it in. If it is, press Allow and choose it in the window.',
    run: 'Allow',
  },
  ports: 'Reader ports: {ports}',
};
