import type { Preflight } from '../graph/preflight.ts';
import { rights } from '../graph/rights.ts';
import type { Wish } from './wish.ts';

/** How one right stands, seen with the app's own identity; `closed` is what must not be open. */
export type Verdict =
  | 'granted'
  | 'closed'
  | 'not asked for'
  | 'missing'
  | 'too wide'
  | 'cannot be seen';

export interface Finding {
  verdict: Verdict;
  what: string;
  /** What was seen, and what to do about it. */
  says: string;
}

const finding = (verdict: Verdict, what: string, says: string): Finding => ({
  ...{ verdict, what, says },
});

/** Everything the app's own answers tell, against the table of rights. Pure. */
export function judge(wish: Wish, seen: Preflight, now: number): Finding[] {
  return [
    ...judgeRoles(wish, seen.roles),
    ...judgeMailbox(wish.mailbox, seen),
    ...judgeProbe(wish.probeMailbox, seen),
    ...judgeSite(wish, seen),
    ...seen.lists.flatMap((list) => judgeList(list)),
    ...judgeCertificate(wish, now),
    ...unseen(wish),
  ];
}

const inEntra = rights.filter(({ grantedBy }) => grantedBy === 'entra-app-role');
const mailboxRights = new Set(
  rights.filter(({ grantedBy }) => grantedBy === 'exchange-rbac').map(({ name }) => name),
);

function judgeRoles(wish: Wish, roles: readonly string[]): Finding[] {
  const has = new Set(roles);
  const known = inEntra.map(({ name, optional }): Finding => {
    const what = `${name} in the app’s token`;
    if (!has.has(name)) {
      return optional && !wish.installation
        ? finding('not asked for', what, 'not there, and the file does not want it')
        : finding('missing', what, 'run: npm run tenant -- apply');
    }
    const spare = optional && !wish.installation;
    return finding('granted', what, spare ? 'there, though the file does not ask for it' : 'there');
  });
  const wider = roles.filter((role) => !inEntra.some(({ name }) => name === role));
  return [
    ...known,
    ...wider.map((role) => {
      const everyMailbox = mailboxRights.has(role) ? 'it opens every mailbox of the tenant; ' : '';
      const says = `${everyMailbox}withdraw it in Entra: npm run tenant -- apply does`;
      return finding('too wide', `${role} in the app’s token`, says);
    }),
  ];
}

const exchange = 'run exchange.ps1; Graph can follow up to two hours later';

/** What was not answered in a way that tells is not guessed at. */
const odd = (what: string, status: number): Finding =>
  finding('cannot be seen', what, `Graph answered ${status}: ask again in a while`);

function judgeMailbox(mail: string, { mailbox, subscribed }: Preflight): Finding[] {
  const calendar = `Calendars.ReadWrite on ${mail}`;
  const send = `Mail.Send on ${mail}`;
  const busy = 'free and busy times by Exchange’s right alone';
  const changes = 'change notifications by Exchange’s right alone';
  return [
    byStatus(calendar, mailbox.calendar, {
      200: finding('granted', calendar, 'the calendar answers'),
      403: finding('missing', calendar, exchange),
      404: finding('missing', calendar, 'there is no such mailbox: create it, or correct the file'),
    }),
    byStatus(send, mailbox.send, {
      // Read off a refusal: to be confirmed by the first real mail.
      400: finding(
        'granted',
        send,
        'a mail to nobody was refused for having nobody; none was sent',
      ),
      403: finding('missing', send, exchange),
      404: finding('missing', send, 'there is no such mailbox: create it, or correct the file'),
    }),
    byStatus(busy, mailbox.schedule, {
      200: finding('granted', busy, 'getSchedule answers'),
      403: finding('missing', busy, `${exchange}; without it every calendar counts as unknown`),
      404: finding('missing', busy, 'there is no such mailbox'),
    }),
    subscribed
      ? finding('granted', changes, 'the running product has its subscription')
      : finding(
          'cannot be seen',
          changes,
          'start the product, then check again; it also looks every quarter of an hour',
        ),
  ];
}

const byStatus = (what: string, status: number, known: Record<number, Finding>): Finding =>
  known[status] ?? odd(what, status);

function judgeProbe(mail: string, { probe, roles }: Preflight): Finding[] {
  const calendar = `${mail}, which must stay closed: its calendar`;
  const send = `${mail}, which must stay closed: mails in its name`;
  const consented = roles.some((role) => mailboxRights.has(role));
  const remedy = consented
    ? 'the consent in Entra named above opens it'
    : 'an Exchange role was given without its scope: see Get-ManagementRoleAssignment, then exchange.ps1';
  const nobody = 'no such mailbox: name another one as probeMailbox';
  return [
    byStatus(calendar, probe.calendar, {
      403: finding('closed', calendar, 'refused, as it must be'),
      200: finding('too wide', calendar, `it answers: ${remedy}`),
      404: finding('cannot be seen', calendar, nobody),
    }),
    byStatus(send, probe.send, {
      403: finding('closed', send, 'refused, as it must be'),
      400: finding('too wide', send, `they would be taken: ${remedy}`),
      404: finding('cannot be seen', send, nobody),
    }),
  ];
}

function judgeSite(wish: Wish, seen: Preflight): Finding[] {
  const address = `https://${wish.site.hostname}${wish.site.path}`;
  const site = `write on ${address}`;
  const apply = 'run: npm run tenant -- apply';
  const other = 'any other site of the tenant';
  return [
    seen.site === 200
      ? judgeWrite(site, seen.write)
      : byStatus(site, seen.site, {
          403: finding('missing', site, `it cannot even be read; ${apply}`),
          404: finding('missing', site, 'there is no such site: create it, or correct the file'),
        }),
    ...(seen.permissions === 200
      ? [
          finding(
            'too wide',
            `no more than write on ${address}`,
            `it may give rights away; ${apply}`,
          ),
        ]
      : []),
    byStatus(other, seen.otherSite, {
      403: finding('closed', other, 'the root site is refused, as it must be'),
      200: finding(
        'too wide',
        other,
        'the root site answers: withdraw what opens it, in Entra or on that site',
      ),
      404: finding('cannot be seen', other, 'the root site is not there'),
    }),
  ];
}

const judgeWrite = (what: string, status: number | undefined): Finding => {
  if (status === undefined) {
    return finding(
      'cannot be seen',
      what,
      'the site can be read; without a list nothing can be tried',
    );
  }
  return byStatus(what, status, {
    200: finding('granted', what, 'a row was taken, and removed again'),
    400: finding(
      'granted',
      what,
      'a row no list could take was refused for that; none was written',
    ),
    403: finding(
      'missing',
      what,
      'the site can be read and not written; run: npm run tenant -- apply',
    ),
  });
};

function judgeList({ name, status, faults }: Preflight['lists'][number]): Finding[] {
  const what = `list « ${name} »`;
  if (status === 404) return [finding('missing', what, 'run: npm run tenant -- apply')];
  if (status === 403) return [finding('missing', what, 'the app cannot read it')];
  if (status !== 200) return [odd(what, status)];
  if (faults.length === 0) return [finding('granted', what, 'there, with its columns')];
  return faults.map((fault) => finding('missing', what, fault));
}

const warned = 30;
const day = 86_400_000;

function judgeCertificate({ credential }: Wish, now: number): Finding[] {
  if (!credential || 'federated' in credential) return [];
  const { validFrom, validTo } = credential.certificate;
  const until = new Date(validTo).toISOString().slice(0, 10);
  const what = `certificate until ${until}`;
  const days = Math.floor((validTo - now) / day);
  if (now < validFrom) return [finding('missing', what, 'not valid yet')];
  if (days < 0)
    return [finding('missing', what, 'it has ended: make another, apply, then deploy it')];
  if (days >= warned) return [finding('granted', what, `${days} days left`)];
  return [finding('granted', what, `only ${days} days left: make another, apply, then deploy it`)];
}

/** What no right of ours shows. Each is looked at by a person. */
function unseen(wish: Wish): Finding[] {
  const hidden: [what: string, says: string][] = [
    [
      'the video policy of the programme mailbox',
      `Get-CsUserPolicyAssignment -Identity '${wish.mailbox}' -PolicyType TeamsMeetingPolicy names Telemaque`,
    ],
    [
      'who reads the lists, and whether they keep versions',
      'on the site: list settings, permissions and versioning; coaches alone, none',
    ],
    [
      'the inbox rules of the programme mailbox',
      `Get-InboxRule -Mailbox '${wish.mailbox}' names three rules of Telemaque`,
    ],
    [
      'who else opens the programme mailbox',
      `Get-MailboxPermission -Identity '${wish.mailbox}': nobody`,
    ],
    ['what guests and people of other organisations may use', 'see docs/hospital.fr.md'],
  ];
  return hidden.map(([what, says]) => finding('cannot be seen', what, says));
}
