/**
 * The closed lists of general themes a meeting may be given, by version. A list in use is never
 * changed: a new one is added, so that what was recorded keeps its meaning. Themes say what a
 * meeting was about in general, and nothing that could single a person out.
 */
export const themes = {
  1: [
    'taking-up-post',
    'manager-positioning',
    'institution-and-culture',
    'networks',
    'communication',
    'skills',
    'team-and-cooperation',
    'projects-and-change',
    'time-and-priorities',
    'perspective-and-meaning',
    'career-path',
    'other',
  ],
} as const satisfies Record<number, readonly string[]>;

export type ThemeVersion = keyof typeof themes;
export type ThemeKey = (typeof themes)[ThemeVersion][number];

/** The list new cohorts are given. */
export const currentThemeVersion: ThemeVersion = 1;
