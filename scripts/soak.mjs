// Whatever takes over a minute, whole: `npm test` runs a small, fixed part of the same files.
process.env.SOAK = '1';
process.argv.push(
  'test/journeys/kill.test.ts',
  'test/journeys/faults.test.ts',
  'test/journeys/random-changes.test.ts',
  'test/journeys/plan-the-year.test.ts',
  'test/journeys/simulated-year.test.ts',
  'test/journeys/followed-in-the-browser.test.ts',
  'test/journeys/from-the-mailbox.test.ts',
  'test/domain/ladder-invariants.test.ts',
  'test/domain/slots-reference.test.ts',
  'test/domain/inference.test.ts',
  'test/domain/output-rule.test.ts',
  'test/domain/synthesis-programmes.test.ts',
  'test/pages/link.test.ts',
  'test/pages/tab-axe.test.ts',
  'test/pages/coach.test.ts',
  'test/pages/lighthouse.test.ts',
  'test/pages/pane-says.test.ts',
  'test/pages/programme.test.ts',
  'test/pages/report.test.ts',
  'test/journeys/in-the-browser.test.ts',
  'test/journeys/appointment.test.ts',
  'test/journeys/tab-in-teams.test.ts',
  'test/emulator/pages.test.ts',
);
await import('./test.mjs');
