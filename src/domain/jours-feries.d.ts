declare module '@socialgouv/jours-feries' {
  /** French public holidays of a year by name, as midnights of the host's own zone. */
  export default function joursFeries(
    year: number,
    options?: { alsace?: boolean },
  ): Record<string, Date>;
}
