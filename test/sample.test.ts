import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isTimeZone, readCohortFiles } from '../src/cohort-file-reader.ts';
import { readCohort } from '../src/domain/cohort-file.ts';
import { themes } from '../src/domain/theme.ts';
import { isWorkingDay } from '../src/domain/time.ts';
import type { Seed, SeedPerson } from '../src/emulator/world.ts';
import { column, columnFaults } from '../src/graph/list-columns.ts';
import { themes as themeWords } from '../src/words/fr/themes.ts';
import { inShort } from './support/cohort-files.ts';

const world: Seed = JSON.parse(readFileSync('sample/world.json', 'utf8'));
const read = readCohort(await readCohortFiles('sample/cohort-2026.csv'), isTimeZone);
const plan = 'plan' in read ? read.plan : undefined;
const participants = world.people.filter(({ pair }) => pair !== undefined);
const having = (reach: SeedPerson['reach'], mailbox: SeedPerson['mailbox']) =>
  participants.filter((person) => person.reach === reach && person.mailbox === mailbox);
const byMail = new Map(world.people.map((person) => [person.mail, person]));

test('the sample’s files hold no fault', () => {
  expect('faults' in read ? inShort(read.faults) : []).toEqual([]);
  expect(plan?.pairs).toHaveLength(37);
  expect(plan?.coaches).toHaveLength(4);
});

test('its year is a programme’s year, on working days', () => {
  expect(plan?.days).toEqual({
    launch: '2026-04-14',
    midterm: '2026-10-08',
    closing: '2027-03-25',
  });
  for (const day of Object.values(plan?.days ?? {})) {
    expect(isWorkingDay(day, { departement: '75' })).toBe(true);
  }
  expect(world.start).toBe('2026-04-14T07:00:00Z');
});

test('it plans two months ahead, and spells out what a cohort may leave out', () => {
  expect(plan?.settings).toMatchObject({
    horizonDays: 61,
    rhythm: { markDays: 56, least: 6, most: 8 },
    travelMinutes: { sameCity: 30, elsewhere: 90 },
    dayHours: { midterm: { from: '14:00', to: '16:00' } },
  });
});

describe('its 74 participants', () => {
  test('30 % have a mailbox here, 50 % one elsewhere, 20 % are reached by mail only', () => {
    expect(participants).toHaveLength(74);
    expect(having('bot', 'here')).toHaveLength(22);
    expect(having('bot', 'elsewhere')).toHaveLength(37);
    expect(having('email', 'elsewhere')).toHaveLength(15);
  });

  test('make every kind of pair', () => {
    const kind = ({ reach, mailbox }: SeedPerson) => (reach === 'email' ? 'mail' : mailbox);
    const kinds = plan?.pairs.map(({ mentee, mentor }) =>
      [mentee, mentor]
        .map((mail) => kind(byMail.get(mail) ?? (participants[0] as SeedPerson)))
        .join(' '),
    );

    expect(new Set(kinds).size).toBe(9);
    expect(kinds?.filter((one) => one === 'mail mail')).toHaveLength(1);
  });

  test('work in 25 organisations, a pair’s two people in different ones', () => {
    const institutions = (plan?.people ?? []).flatMap(({ institution }) => institution ?? []);
    const of = (mail: string) => plan?.people.find((person) => person.mail === mail)?.institution;

    expect(new Set(institutions).size).toBe(25);
    expect(plan?.pairs.filter(({ mentee, mentor }) => of(mentee) === of(mentor))).toEqual([]);
  });

  test('live in more than one time zone', () => {
    const zones = new Set(participants.map(({ timeZone }) => timeZone));

    expect([...zones].sort()).toEqual(['America/Martinique', 'Europe/Paris', 'Indian/Reunion']);
  });
});

test('pair 1’s mentee and mentor come first, both with a mailbox here', () => {
  expect(world.people.slice(0, 2)).toMatchObject([
    { pair: 'P01', roles: ['mentee'], mailbox: 'here', reach: 'bot' },
    { pair: 'P01', roles: ['mentor'], mailbox: 'here', reach: 'bot' },
  ]);
});

test('three organisations elsewhere share their free and busy times', () => {
  const sharing = world.tenants.filter((one) => one.sharesFreeBusy && one.id !== world.home.tenant);

  expect(sharing).toHaveLength(3);
  for (const { id } of sharing) {
    expect(having('bot', 'elsewhere').some(({ tenant }) => tenant === id)).toBe(true);
  }
});

test('each coach answers for nine or ten pairs', () => {
  const counts = plan?.coaches.map(
    (coach) => plan.pairs.filter(({ referent }) => referent === coach).length,
  );

  expect(counts?.sort()).toEqual([10, 9, 9, 9].sort());
});

describe('the world and the cohort agree', () => {
  test('on everyone’s name, zone, pair and role', () => {
    for (const person of plan?.people ?? []) {
      const there = byMail.get(person.mail);
      expect(there).toMatchObject({
        name: person.name,
        timeZone: person.timeZone ?? plan?.timeZone,
      });
    }
    for (const { code, mentee, mentor } of plan?.pairs ?? []) {
      expect(byMail.get(mentee)).toMatchObject({ pair: code, roles: ['mentee'] });
      expect(byMail.get(mentor)).toMatchObject({ pair: code, roles: ['mentor'] });
    }
    const withRole = (role: string) => world.people.filter(({ roles }) => roles.includes(role));
    expect(withRole('coach').map(({ mail }) => mail)).toEqual(plan?.coaches);
    expect(withRole('pilot').map(({ mail }) => mail)).toEqual([plan?.pilot]);
  });

  test('on who they are in Entra: whoever has the bot, and nobody else', () => {
    for (const { mail, identity } of plan?.people ?? []) {
      const there = byMail.get(mail);
      const expected = there?.reach === 'bot' ? { tid: there.tenant, oid: there.id } : null;
      expect([mail, identity]).toEqual([mail, expected]);
    }
  });

  test('on where a mailbox is: here means the home tenant, and its domain', () => {
    for (const { mail, mailbox, tenant } of world.people) {
      const home = world.tenants.find(({ id }) => id === tenant);
      expect(mail.split('@')[1]).toBe(home?.domain);
      expect(mailbox === 'here').toBe(tenant === world.home.tenant);
    }
  });

  test('on the list, which the four coaches alone may read', () => {
    const { list } = plan?.settings ?? {};
    const site = world.sites.find(
      ({ hostname, path }) => hostname === list?.hostname && path === list.path,
    );
    const ours = site?.lists.find(({ name }) => name === list?.name);

    expect(ours?.readers).toEqual(plan?.coaches);
    expect(columnFaults((ours?.columns ?? []).map((one) => column.parse(one)))).toEqual([]);
    expect(ours?.columns.map(({ displayName }) => displayName)).toEqual([
      'Binôme',
      'Date de la rencontre',
      'Thématiques générales',
      'Clé',
    ]);
    const choices = ours?.columns.find(({ name }) => name === 'Thematiques')?.choice;
    expect(choices).toMatchObject({ choices: themes[1].map((key) => themeWords[key]) });
  });

  test('and one more person coaches another cohort, and reads its list', () => {
    const [other, ...more] = world.people.filter(({ roles }) => roles.length === 0);
    const [, list2025] = world.sites[0]?.lists ?? [];

    expect(more).toEqual([]);
    expect(list2025?.readers).toEqual([other?.mail]);
  });
});

test('nobody’s address, identifier or name is another’s, and no address leads anywhere', () => {
  const all = (key: 'id' | 'mail' | 'name') => new Set(world.people.map((person) => person[key]));

  expect([all('id').size, all('mail').size, all('name').size]).toEqual([80, 80, 80]);
  expect(world.people.filter(({ mail }) => !mail.endsWith('.example'))).toEqual([]);
});
