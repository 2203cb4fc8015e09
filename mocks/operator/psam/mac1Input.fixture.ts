/** What a card's INIT answer and its order say to a PSAM. */
export const MAC1_INPUT = {
  random: 'A1B2C3D4',
  cardSequence: 0,
  amountFen: 2600,
  date: '20261123',
  time: '203912',
  keyVersion: '01',
  algorithmId: '00',
  factor: '0000000000010001',
};
