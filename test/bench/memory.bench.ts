import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openSheet, type Summary, short } from './measure.ts';
import { servePlainSurvey } from './plain-survey.ts';
import { openSurveyBeside } from './survey-load.ts';
import { post } from './town.ts';

const eachSecond = 200;
/** Growth shows over ten minutes: SOAK=1. A minute and a half tells the size alone. */
const minutes = process.env.SOAK === '1' ? 11 : 1.5;
/** A process that has just begun grows by what it compiles and keeps. */
const warmMinutes = process.env.SOAK === '1' ? 1 : 0.5;
const lookEveryMs = 500;
const megabyte = 1024;

if (process.argv[2] === 'plain') await servePlainSurvey();
else await run();

interface Look {
  /** In minutes. */
  at: number;
  /** In MB. */
  resident: number;
}

async function run(): Promise<void> {
  const title = `Resident memory at ${eachSecond} submits a second, ${minutes} min each, on PostgreSQL`;
  const sheet = openSheet('memory', title);
  const { town, presses, afresh, plain, close } = await openSurveyBeside('memory');
  const sides = [
    { name: 'Télémaque', at: town.product, pid: town.pid },
    { name: 'the same handler in plain botbuilder', at: plain.url, pid: plain.pid },
  ];
  const residents: Summary[] = [];
  for (const { name, at, pid } of sides) {
    let [sent, kept] = [0, 0];
    const looks: Look[] = [];
    const start = performance.now();
    const looking = setInterval(() => {
      looks.push({ at: (performance.now() - start) / 60_000, resident: residentOf(pid) });
    }, lookEveryMs);
    while (performance.now() - start < minutes * 60_000) {
      const from = performance.now();
      const each = presses.map(async (press, nth) => {
        await pause(from + (nth * 1000) / eachSecond - performance.now());
        await post(at, press);
      });
      await Promise.all(each);
      sent += presses.length;
      kept += await afresh();
    }
    clearInterval(looking);
    const passed = (performance.now() - start) / 1000;
    const warm = looks.filter((look) => look.at > warmMinutes);
    residents.push(
      sheet.line(
        `${name}, resident`,
        warm.map(({ resident }) => resident),
        'MB',
      ),
    );
    sheet.say(
      `  ${short(sent / passed)} submits a second; at the end ${short(looks.at(-1)?.resident ?? 0)} MB`,
    );
    sheet.say(
      `  growth after ${warmMinutes} min: ${slope(warm).toFixed(2)} MB a minute (to be reached over ten minutes: 1)`,
    );
    sheet.ledger(`${name}: ballots`, kept, sent);
  }
  const [ours, theirs] = residents;
  if (ours && theirs)
    sheet.say(
      `${(ours.median / theirs.median).toFixed(2)} × plain botbuilder (to be reached: 1.3)`,
    );
  await close();
  sheet.close();
}

/** As the kernel has it: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function residentOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kilobytes) / megabyte;
}

/** Least squares; the median of the last tenth against the first would hide a slow leak. */
function slope(looks: readonly Look[]): number {
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [x, y] = [mean(looks.map(({ at }) => at)), mean(looks.map(({ resident }) => resident))];
  const top = looks.reduce((sum, { at, resident }) => sum + (at - x) * (resident - y), 0);
  return top / looks.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
}
