import { setTimeout as pause } from 'node:timers/promises';
import { inTurns, openSheet, short, timed, times } from './measure.ts';
import { servePlainSurvey } from './plain-survey.ts';
import { openSurveyBeside } from './survey-load.ts';
import { post } from './town.ts';

const rounds = 10;
const floods = 20;
const eachSecond = 200;

if (process.argv[2] === 'plain') await servePlainSurvey();
else await run();

async function run(): Promise<void> {
  const sheet = openSheet('survey', 'Submit of a questionnaire: token checked, sealed, committed');
  const { town, presses, afresh, plain, close } = await openSurveyBeside('survey');

  const sides = [
    { name: 'Télémaque', at: town.product, took: [] as number[], kept: 0 },
    { name: 'the same handler in plain botbuilder', at: plain.url, took: [] as number[], kept: 0 },
    { name: 'its empty echo', at: town.echo, took: [] as number[], kept: 0 },
  ];
  const oneByOne = async (side: (typeof sides)[number]) => {
    await afresh();
    for (const press of presses) side.took.push(await timed(() => post(side.at, press)));
    side.kept += await afresh();
  };
  // Warm first: a process that has just begun compiles for all of them.
  for (const side of sides) await oneByOne(side);
  for (const side of sides) Object.assign(side, { took: [], kept: 0 });
  await inTurns(
    rounds,
    sides.map((side) => () => oneByOne(side)),
  );
  const [ours, theirs, echo] = sides.map(({ name, took }) => sheet.line(name, took, 'ms'));
  if (ours && theirs && echo) {
    sheet.say(`speed: ${times(theirs, ours)} that of the same handler (to be reached: 1.0)`);
    sheet.say(`time: ${times(ours, echo)} the empty echo, which keeps nothing`);
  }

  const flooded: number[] = [];
  let kept = 0;
  for (let flood = 0; flood < floods; flood++) {
    const start = performance.now();
    const each = presses.map(async (press, nth) => {
      const due = start + (nth * 1000) / eachSecond;
      await pause(due - performance.now());
      await post(town.product, press);
      return performance.now() - due;
    });
    flooded.push(...(await Promise.all(each)));
    kept += await afresh();
  }
  sheet.line(`at ${eachSecond} a second, from when each was due`, flooded, 'ms');
  const p99 = [...flooded].sort((a, b) => a - b)[Math.ceil(flooded.length * 0.99) - 1] ?? 0;
  sheet.say(`at ${eachSecond} a second: p99 ${short(p99)} ms (to be reached: 100 ms)`);
  const all = presses.length;
  for (const { name, kept: found } of sides.slice(0, 2))
    sheet.ledger(`${name}: ballots`, found, rounds * all);
  sheet.ledger('the echo: ballots', sides[2]?.kept ?? 0, 0);
  sheet.ledger(`at ${eachSecond} a second: ballots`, kept, floods * all);
  await close();
  sheet.close();
}
