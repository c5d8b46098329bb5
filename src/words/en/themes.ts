import type { ThemeKey } from '../../domain/theme.ts';

export const themes: Record<ThemeKey, string> = {
  'taking-up-post': 'Taking up a post',
  'manager-positioning': 'Finding one’s place as a manager',
  'institution-and-culture': 'The institution, its codes and culture',
  networks: 'Networks and partners',
  communication: 'Communication and working relations',
  skills: 'Developing skills',
  'team-and-cooperation': 'Leading a team and working together',
  'projects-and-change': 'Leading projects and change',
  'time-and-priorities': 'Organisation, time and priorities',
  'perspective-and-meaning': 'Stepping back, and the meaning of the work',
  'career-path': 'Career path and plans',
  other: 'Another general theme',
};
