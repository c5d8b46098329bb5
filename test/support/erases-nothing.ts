/** For worlds from which nothing is ever taken away: an effect that would fails there. */
const never = async (): Promise<never> => {
  throw new Error('nothing is taken away in this world');
};

export const erasesNothing = {
  'event.erase': never,
  'day.erase': never,
  'day.leave': never,
  'list.erase': never,
  'card.erase': never,
};
