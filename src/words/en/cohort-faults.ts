import type { CohortProblem } from '../../domain/cohort-fault.ts';
import type { FaultWords } from '../fr/cohort-faults.ts';
import { partitionFault } from './survey-fault.ts';

export const cohortFaults: Record<CohortProblem, FaultWords> = {
  partition: partitionFault,
  'missing-file': {
    problem: 'the file “{value}” was not found',
    remedy: 'check its name; the .csv and the .yaml share one name and one folder',
  },
  'unreadable-file': {
    problem: 'the file “{value}” cannot be read ({code})',
    remedy: 'check that it is a file, and that you may read it',
  },
  'empty-file': {
    problem: 'the file is empty',
    remedy: 'save it again from the spreadsheet or the editor, then retry',
  },
  'file-too-large': {
    problem: 'the file is larger than {limit} MB',
    remedy: 'this is probably not the right file; if it is, make one file per cohort',
  },
  'too-many-rows': {
    problem: 'the file holds more than {limit} pairs',
    remedy: 'make one file per cohort',
  },
  'spreadsheet-file': {
    problem: 'this is a workbook (.xlsx or .ods), not a CSV file',
    remedy: 'in the spreadsheet: Save as, then “CSV UTF-8”',
  },
  'nul-byte': {
    problem: 'the file contains null bytes: it is damaged, or its encoding is not recognised',
    remedy: 'in the spreadsheet: Save as, then “CSV UTF-8”',
  },
  'malformed-quotes': {
    problem: 'quotes are misplaced near “{value}”',
    remedy:
      'put straight quotes around the whole cell and double those inside ("The ""Priory"""), or remove them',
  },
  'no-pair': {
    problem: 'there is no pair below the header',
    remedy: 'add one row per pair',
  },
  'missing-column': {
    problem: 'the column “{value}” is missing',
    remedy: 'add a column of that name in the first row and fill it for every pair',
  },
  'unknown-column': {
    problem: 'the column “{value}” is not known',
    remedy: 'did you mean “{nearest}”? Correct its name, or remove the column',
  },
  'unnamed-column': {
    problem: 'column {position} holds values but has no name',
    remedy: 'name it in the first row, or remove it',
  },
  'duplicate-column': {
    problem: 'the column “{value}” means the same as an earlier one',
    remedy: 'keep only one of them',
  },
  'extra-cells': {
    problem: '“{value}” stands to the right of the last column',
    remedy: 'remove that cell; if a text contains the separator, put straight quotes around it',
  },
  'empty-cell': {
    problem: 'the cell is empty',
    remedy: 'fill it in',
  },
  'too-long': {
    problem: '“{value}” is longer than 200 characters',
    remedy: 'shorten this text',
  },
  'control-character': {
    problem: '“{value}” contains an invisible character ({character})',
    remedy: 'clear the value and type it again',
  },
  'lost-character': {
    problem: '“{value}”: accented letters were lost when the file was saved',
    remedy: 'go back to the original file and save it as “CSV UTF-8”',
  },
  formula: {
    problem: '“{value}” begins like a formula (=, +, - or @)',
    remedy: 'remove the first character: a spreadsheet would run this cell',
  },
  'malformed-code': {
    problem: 'the code “{value}” cannot be used',
    remedy: 'take at most 32 characters, letters and digits, for instance P01',
  },
  'malformed-name': {
    problem: '“{value}” does not look like a name',
    remedy: 'write first and last name, for instance “Awa Lemoine”',
  },
  'malformed-mail': {
    problem: '“{value}” is not a mail address',
    remedy: 'write a single address without spaces or accents, for instance awa.lemoine@ch.example',
  },
  'unknown-profession': {
    problem: 'the profession “{value}” is not known',
    remedy: 'write DH, D3S, DS or PH',
  },
  'unknown-departement': {
    problem: '“{value}” is not the number of a département',
    remedy: 'write the number alone: 01 to 95, 2A or 2B, 971 to 978, 986 to 988',
  },
  corsica: {
    problem: 'département 20 no longer exists',
    remedy: 'write 2A (Corse-du-Sud) or 2B (Haute-Corse)',
  },
  'unknown-time-zone': {
    problem: 'the time zone “{value}” is not known',
    remedy:
      'write a name such as Europe/Paris, Indian/Reunion or America/Martinique; in the CSV, an empty cell follows the département',
  },
  'malformed-guid': {
    problem: '“{value}” is not an Entra id',
    remedy: 'copy it from the admin centre: 8-4-4-4-12 characters from 0 to 9 and a to f',
  },
  'half-identity': {
    problem: '“{missing}” is missing: an Entra identity comes in two parts',
    remedy: 'give both tenant and oid, or neither',
  },
  'mentor-is-mentee': {
    problem: '“{value}” is both mentor and mentee of the pair',
    remedy: 'correct one of the two addresses',
  },
  'duplicate-code': {
    problem: 'the code “{value}” is already that of row {first}',
    remedy: 'give each pair a code of its own',
  },
  'duplicate-pair': {
    problem: 'the pair “{value}” joins the same two people as row {first}',
    remedy: 'remove one of the two rows, or correct the addresses',
  },
  'mail-two-names': {
    problem: '“{mail}” belongs to “{other}” ({first}) and here to “{value}”',
    remedy: 'an address stands for one person: correct the address or the name',
  },
  'mail-two-values': {
    problem: '“{value}” contradicts “{other}”, given for {name} above ({first})',
    remedy: 'write the same value in both places',
  },
  'mail-two-identities': {
    problem: '{name} has another Entra identity here than above ({first})',
    remedy: 'keep a single tenant and oid for this person',
  },
  'identity-two-mails': {
    problem: 'the Entra id “{value}” is already that of {other} ({first})',
    remedy: 'an id stands for one person: correct one of the two',
  },
  'unknown-referent': {
    problem: '“{value}” is not among the coaches of the .yaml file',
    remedy: 'did you mean “{nearest}”? If not, add this person under “coaches”',
  },
  'malformed-yaml': {
    problem: 'the .yaml file cannot be read here ({code})',
    remedy: 'check indents, colons and quotes against the sample',
  },
  'not-a-mapping': {
    problem: 'the .yaml file is not made of lines of “key: value”',
    remedy: 'start from the sample',
  },
  'missing-key': {
    problem: '“{key}” is missing or empty',
    remedy: 'add it, as in the sample',
  },
  'unknown-key': {
    problem: '“{value}” is not known',
    remedy: 'did you mean “{nearest}”? Correct it, or remove it',
  },
  text: {
    problem: '“{key}” should be a text',
    remedy: 'write a single value after the colon, as in the sample',
  },
  object: {
    problem: '“{key}” should be followed by lines of “key: value”',
    remedy: 'follow the shape of the sample',
  },
  list: {
    problem: '“{key}” should be a list of at least one item',
    remedy: 'begin each item with a dash, as in the sample',
  },
  hostname: {
    problem: '“{key}” is not the name of a SharePoint host',
    remedy: 'write it without https:// or slash, for instance contoso.sharepoint.com',
  },
  'site-path': {
    problem: '“{key}” is not the path of a site',
    remedy: 'write what follows the host name, for instance /sites/mentoring',
  },
  recording: {
    problem: 'when meetings reach the coaches’ list has not been chosen',
    remedy:
      'write recording: at-once (as soon as a meeting is recorded) or at-checkpoints (at mid-term and at the end); the committee decides',
  },
  'time-of-day': {
    problem: '“{key}” is not a time of day',
    remedy: 'write five characters, for instance 09:00',
  },
  hours: {
    problem: '“{key}” should give two times of day',
    remedy: 'write { from: 09:00, to: 18:00 }',
  },
  'hours-order': {
    problem: 'the end comes before the start',
    remedy: 'give an end later than the start',
  },
  'rhythm-order': {
    problem: '“most” is lower than “least”',
    remedy: 'give most a number of meetings no lower than that of least',
  },
  'ladder-order': {
    problem: '“mentee”, “both” and “referent” are not in order',
    remedy:
      'give three numbers of days that grow, for instance { mentee: 35, both: 45, referent: 56 }',
  },
  'whole-number': {
    problem: '“{key}” is not a number we accept',
    remedy:
      'write a whole number: noticeHours from 0 to 336 (hours), horizonDays from 7 to 366 and markDays from 14 to 120 (days), mentee, both and referent from 7 to 365, everyDays from 7 to 60, longestPauseDays from 7 to 366, openDays from 7 to 60 and retentionDays from 30 to 1825 (days), least and most from 1 to 12 (meetings), sameCity and elsewhere from 0 to 480 (minutes)',
  },
  'malformed-date': {
    problem: '“{key}” is not a date that exists',
    remedy: 'write year-month-day, for instance 2026-04-14',
  },
  'date-order': {
    problem: '“{value}” does not follow the date before it',
    remedy: 'the launch comes before mid-term, and mid-term before the closing day',
  },
  'malformed-phone': {
    problem: '“{key}” is not a phone number',
    remedy: 'write digits, with or without a country code, for instance +33 1 23 45 67 89',
  },
  'unknown-coach': {
    problem: '“{value}” is not among the coaches',
    remedy: 'did you mean “{nearest}”? If not, add this person under “coaches”',
  },
  'duplicate-coach': {
    problem: '“{value}” stands twice among the coaches',
    remedy: 'keep this person once',
  },
  'own-deputy': {
    problem: '“{value}” would be their own deputy',
    remedy: 'choose another coach, or remove these lines',
  },
  'duplicate-deputy': {
    problem: '“{value}” already has a deputy',
    remedy: 'keep one deputy per referent',
  },
  'pilot-is-coach': {
    problem: '“{value}” is both pilot and coach',
    remedy: 'the pilot does not see the pairs’ meetings: name someone else',
  },
  'changed-person': {
    problem: 'the pair {code} was made with “{other}”, not with “{value}”',
    remedy:
      'nobody is replaced inside a pair: put the original address back and make a new pair with a new code',
  },
  'changed-name': {
    problem: '“{mail}” is already the address of “{other}”, not of “{value}”',
    remedy:
      'use the name already there; another person needs their own address, a new pair and a new code',
  },
  'changed-identity': {
    problem: '{name} is already linked to another Entra id of this tenant ({other})',
    remedy: 'put the original id back, or leave both cells empty',
  },
  'identity-taken': {
    problem: 'the Entra id “{value}” is already linked to {other}',
    remedy: 'check the id of {name}, or leave both cells empty',
  },
  'coach-still-referent': {
    problem: '“{value}” is no longer a coach but still the referent of pair {code}',
    remedy:
      'put this person back under “coaches”, or the pair back in the file with its new referent',
  },
  'other-cohort': {
    problem: 'the file is that of cohort “{value}”, and the one that is open is “{other}”',
    remedy:
      'open cohort “{value}”, or choose the file of “{other}”; a new cohort is imported by “npm run cohort”',
  },
  'identity-elsewhere': {
    problem: '{name} already has a place in another cohort, without this Entra id',
    remedy:
      'leave both cells empty, or ask the administrator to link this account by “npm run cohort”',
  },
};
