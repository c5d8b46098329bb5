/** Who is told of together in a synthesis: the words for a choice that is none. */
export const partitionFault = {
  problem: 'le découpage de la synthèse n’est pas l’un de ceux qui existent',
  remedy:
    'écrivez partition: together (tout le monde ensemble), by-party (mentoré·es et mentors à part) ou by-size (à part à partir de quatorze binômes)',
};
