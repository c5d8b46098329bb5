/** Who is told of together in a synthesis: the words for a choice that is none. */
export const partitionFault = {
  problem: 'the synthesis is cut in a way that does not exist',
  remedy:
    'write partition: together (everybody), by-party (mentees and mentors apart) or by-size (apart from fourteen pairs on)',
};
