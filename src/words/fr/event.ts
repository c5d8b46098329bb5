/** What an event shows in every calendar: nothing of the programme's matter, the same for all. */
export const event = {
  subject: 'Rendez-vous Télémaque',
  neutralPlace: 'Lieu neutre, à convenir entre vous',
};
