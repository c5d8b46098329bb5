import type { ThemeKey } from '../../domain/theme.ts';

/** As they stand on cards and in the coaches' list, where they are also the column's choices. */
export const themes: Record<ThemeKey, string> = {
  'taking-up-post': 'Prise de poste',
  'manager-positioning': 'Positionnement de manager',
  'institution-and-culture': 'Institution, codes et culture du secteur',
  networks: 'Réseaux et partenaires',
  communication: 'Communication et relations professionnelles',
  skills: 'Développement des compétences',
  'team-and-cooperation': 'Animation d’équipe et coopération',
  'projects-and-change': 'Conduite de projets et du changement',
  'time-and-priorities': 'Organisation, temps et priorités',
  'perspective-and-meaning': 'Prise de recul et sens du métier',
  'career-path': 'Parcours et projet professionnel',
  other: 'Autre thématique générale',
};
