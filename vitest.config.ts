import { defineConfig } from 'vitest/config';

/** Tests that touch the store; they run on both engines, with the same files. */
const store = ['test/db/*.test.ts', 'test/usecases/*.test.ts'];
const journeys = ['test/journeys/*.test.ts'];
/** `npm run soak` and `npm run attacks` have these wherever they can run; `npm test` has fifteen minutes. */
const soaking = (...names: string[]) =>
  process.env.SOAK === '1' || process.env.ATTACKS === '1'
    ? []
    : names.map((name) => `test/${name}.test.ts`);
/** Long journeys that touch the engine little: each on one of the two. */
const notOnPglite = soaking(
  ...['journeys/kill', 'journeys/reach', 'journeys/bad-input', 'journeys/surveys'],
  ...['journeys/telemetry', 'journeys/roles', 'journeys/attacks', 'journeys/marked-words'],
  ...['journeys/from-the-mailbox', 'journeys/survey-kill'],
  ...['journeys/random-changes', 'journeys/followed-in-the-browser'],
  ...['journeys/in-each-others-way'],
);
const notOnPostgres = soaking(
  ...['journeys/random-changes', 'journeys/followed-in-the-browser', 'journeys/faults'],
  ...['journeys/in-each-others-way', 'journeys/in-the-browser'],
);
/** What they show of pages is shown, more briefly, by journeys. */
const longPages = soaking(
  ...['pages/tab-survey', 'pages/link-survey', 'pages/waves', 'emulator/pages'],
);

const onPglite = {
  provide: { engine: 'pglite' as const, postgresUrl: '' },
  globalSetup: 'test/setup/pglite.ts',
};
const onPostgres = {
  provide: { engine: 'postgres' as const, laidStore: '' },
  globalSetup: 'test/setup/postgres.ts',
};
/** Each file makes a world of its own, so that modules may be read once for all of them. */
const together = { isolate: false };

export default defineConfig({
  test: {
    // Each PGlite takes some 300 MB and a core while it starts.
    maxWorkers: 2,
    testTimeout: 20_000,
    // A page is looked at again until it shows what is meant, as a person would.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
    // The virtual clock is moved, never the real one: a test that lies about either must say so.
    env: { TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...store, ...journeys, ...longPages],
          provide: { engine: 'pglite', postgresUrl: '', laidStore: '' },
          ...together,
        },
      },
      { extends: true, test: { name: 'pglite', include: store, ...together, ...onPglite } },
      {
        extends: true,
        test: {
          name: 'pglite-journeys',
          include: journeys,
          exclude: notOnPglite,
          ...together,
          ...onPglite,
        },
      },
      { extends: true, test: { name: 'postgres', include: store, ...together, ...onPostgres } },
      {
        extends: true,
        test: {
          name: 'postgres-journeys',
          include: journeys,
          exclude: notOnPostgres,
          ...together,
          ...onPostgres,
        },
      },
    ],
  },
});
