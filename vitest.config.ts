import { defineConfig } from 'vitest/config';

/** Tests that touch the store; they run on both engines, with the same files. */
const onBothEngines = ['test/db/**', 'test/usecases/**', 'test/journeys/**'].map(
  (place) => `${place}/*.test.ts`,
);

export default defineConfig({
  test: {
    // Each PGlite takes some 300 MB and a core while it starts.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // The virtual clock is moved, never the real one: a test that lies about either must say so.
    env: { TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: onBothEngines,
          provide: { engine: 'pglite', postgresUrl: '' },
        },
      },
      {
        extends: true,
        test: {
          name: 'pglite',
          include: onBothEngines,
          provide: { engine: 'pglite', postgresUrl: '' },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: onBothEngines,
          provide: { engine: 'postgres' },
          globalSetup: 'test/setup/postgres.ts',
        },
      },
    ],
  },
});
