// Whatever takes over a minute, whole: `npm test` runs a small, fixed part of the same files.
process.env.SOAK = '1';
process.argv.push('test/journeys/kill.test.ts', 'test/domain/slots-reference.test.ts');
await import('./test.mjs');
