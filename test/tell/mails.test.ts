import { describe, expect, test } from 'vitest';
import type { MailFrame, MailModel } from '../../src/tell/mails/mail-model.ts';
import { renderMail } from '../../src/tell/mails/render-mail.ts';
import { words } from '../../src/words/words.ts';
import { alertMails } from './sample-alerts.ts';
import { at, inEnglish, inParis, tuesday } from './sample-models.ts';
import { yearSlots } from './sample-plans.ts';
import { aRhythm } from './sample-rhythm.ts';

const url = 'https://telemaque.example/p/kGxT1vQ?x=1&y=2';
const link = { url, expires: Date.parse('2026-05-12T10:00:00Z') };

const frame: MailFrame = {
  name: 'Marc Lebrun',
  bodyName: 'Agence du mentorat public',
  replyTo: 'equipe@programme.example',
  referent: { name: 'Claire Morvan', mail: 'claire@programme.example', phone: '01 00 00 00 12' },
};
const partner = 'Awa Diallo';
const byVideo = { mode: 'video', place: null, placeLabel: null } as const;

const mails: MailModel[] = [
  {
    ...frame,
    ...byVideo,
    kind: 'proposal',
    partner,
    times: [tuesday, at('2026-05-06', '10:00')],
    link,
  },
  { ...frame, ...byVideo, kind: 'proposal', partner, times: [tuesday], link },
  { ...frame, ...byVideo, kind: 'confirm', partner, time: tuesday, fromOutlook: false, link },
  { ...frame, ...byVideo, kind: 'confirm', partner, time: tuesday, fromOutlook: true, link },
  {
    ...frame,
    ...byVideo,
    kind: 'plan',
    partner,
    times: yearSlots.map((time, at) => ({ time, booked: at < 2 })),
    link,
  },
  { ...frame, kind: 'other-time', partner, time: tuesday, link },
  ...(['asked', 'reminded', 'wished'] as const).map((why) => ({
    ...{ ...frame, kind: 'survey' as const, why, moment: 'midterm' as const },
    ...{ until: '2026-10-29', link },
  })),
  { ...frame, kind: 'synthesis', moment: 'end', released: true, link },
  { ...frame, kind: 'synthesis', moment: 'end', released: true, link: null },
  { ...frame, kind: 'synthesis', moment: 'end', released: false, link: null },
  {
    ...frame,
    ...byVideo,
    kind: 'booked',
    partner,
    time: tuesday,
    joinUrl: 'https://teams.microsoft.com/l/meetup-join/19',
    linkMissing: false,
    link,
  },
  { ...frame, kind: 'cancelled', partner, time: tuesday, fromOutlook: false, link },
  { ...frame, kind: 'cancelled', partner, time: tuesday, fromOutlook: true, link },
  { ...frame, kind: 'cancelled', partner, time: null, fromOutlook: false, link },
  { ...frame, kind: 'held', partner, time: tuesday, recording: 'at-once', link },
  ...(['asked', 'agreed', 'declined', 'withdrawn', 'set', 'resumed', 'lifted'] as const).map(
    (said): MailModel => ({ ...frame, kind: 'pause', said, partner, until: '2026-05-19', link }),
  ),
  { ...frame, kind: 'last-meeting', partner, link },
  { ...frame, kind: 'closed', partner },
  { ...aRhythm(), ...frame, kind: 'nudge', partner, link },
  ...(['mentee', 'mentor'] as const).map(
    (role): MailModel => ({
      ...{ ...frame, kind: 'welcome', role, partner, recording: 'at-once', link },
    }),
  ),
  { ...frame, ...byVideo, kind: 'reminder', partner, time: tuesday, joinUrl: null, link },
  ...alertMails.map((mail) => ({ ...frame, referent: null, ...mail })),
];

/** What a person reads, one line a paragraph. */
const textOf = (html: string) =>
  (html.split('<body')[1] ?? '')
    .replace(/^[^>]*>/, '')
    .replace(/<br>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&amp;/g, '&')
    .trim();

describe.each(mails)('the mail « $kind »', (model) => {
  const { subject, html } = renderMail(model, inParis);

  test('tells nothing to whoever looks over a shoulder', () => {
    expect(subject).toBe('Télémaque\u00a0: une question sur votre agenda');
    expect(textOf(html).slice(0, 180)).not.toMatch(/Awa|rencontre|mardi/);
  });

  test('is plain: its language said, no image, nothing to fetch, no hidden address', () => {
    expect(html).toMatch(/^<!doctype html><html lang="fr">/);
    expect(html).not.toMatch(/<(img|table|script|link|form|iframe)|src=|url\(/i);
    const links = [...html.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)];
    expect(links.length).toBe(html.split('<a ').length - 1);
    for (const [, href, shown] of links) expect(shown).toBe(href);
  });

  test('names the body and somebody to check with, and hurries nobody', () => {
    const text = textOf(html);
    expect(text).toContain('Agence du mentorat public');
    expect(text).toContain('equipe@programme.example');
    if (model.referent) expect(text).toContain('Claire Morvan, claire@programme.example, 01 00');
    expect(text).not.toMatch(/urgen|immédiat|vite|dernier délai|cliquez/i);
  });

  test('says what its address is for, that it is personal, and until when', () => {
    if (!('link' in model) || !model.link) return;
    const text = textOf(html);
    expect(text).toMatch(
      /Votre page personnelle (vous permet d|montre où)[^\n]+\u00a0:\nhttps:\/\/telemaque/,
    );
    expect(text).toContain(url);
    expect(text).toContain('Il est valable jusqu’au mardi 12 mai, 12\u00a0h.');
  });

  test('has no machine date, no hole, and French spaces', () => {
    expect(textOf(html)).not.toMatch(/\d{4}-\d\d-\d\d|undefined|null|\[object| [:;?!»]|« |'/);
  });

  test('is as complete in English', () => {
    const other = renderMail(model, inEnglish);
    expect(other.subject).toBe('Télémaque: a question about your calendar');
    expect(other.html).toContain('<html lang="en">');
    expect(textOf(other.html)).not.toMatch(/\b(vous|votre|rencontre|avec|mai)\b/);
  });

  test('shows names as they are written', () => {
    const hostile = `<b>Rose</b> & "Léa" <img src=x> \${url}`;
    const text = JSON.stringify(model).replaceAll(
      /Awa Diallo|Marc Lebrun/g,
      JSON.stringify(hostile).slice(1, -1),
    );
    const named: MailModel = JSON.parse(text);
    const written = renderMail(named, inParis).html;

    expect(written).not.toMatch(/<b>|<img/);
    expect(written).toContain('&lt;b&gt;Rose&lt;/b&gt; &amp; &quot;Léa&quot; &lt;img src=x&gt;');
  });
});

test('times proposed are listed, the best first', () => {
  const [proposal] = mails;
  if (!proposal) throw new Error('no proposal');

  expect(renderMail(proposal, inParis).html).toContain(
    '<ul><li>Mardi 5 mai, 14\u00a0h – 15\u00a0h</li><li>Mercredi 6 mai, 10\u00a0h – 11\u00a0h</li></ul>',
  );
});

describe('the mail of a plan', () => {
  const written = (booked: boolean[]) =>
    textOf(
      renderMail(
        {
          ...frame,
          ...byVideo,
          kind: 'plan',
          partner,
          times: booked.map((each, at) => ({ time: yearSlots[at] ?? tuesday, booked: each })),
          link,
        },
        inParis,
      ).html,
    );

  test('lists every date, and says that all of them stand', () => {
    const text = written([true, true, true]);

    expect(text).toContain(
      'Awa Diallo vous propose des dates pour vos rencontres de mentorat de l’année\u00a0:',
    );
    expect(text).toMatch(
      /Mardi 5 mai, 10.h – 11.hMardi 9 juin, 14.h.30 – 15.h.30Vendredi 3 juillet/,
    );
    expect(text).toContain('Ces moments sont déjà inscrits dans vos agendas, à confirmer.');
  });

  test('says that none is booked', () => {
    expect(written([false, false])).toContain('Rien n’est réservé avant votre réponse.');
    expect(written([false, false])).not.toContain('inscrit');
  });

  test('tells those that stand from those that do not', () => {
    expect(written([true, false])).toMatch(/Mardi 5 mai, 10.h – 11.h · inscritMardi 9 juin/);
    expect(written([true, false])).toMatch(/15.h.30\nEn visio/);
  });
});

test.each([
  ['confirm', 'a été déplacée dans Outlook, à ce moment, à confirmer\u00a0:', 'vous propose'],
  ['cancelled', 'a été annulée dans Outlook\u00a0:', 'est annulée'],
])('a change made in Outlook is ascribed to neither of the two: %s', (kind, told, never) => {
  const mail = mails.find(
    (each) => each.kind === kind && 'fromOutlook' in each && each.fromOutlook,
  );
  if (!mail) throw new Error(`no ${kind}`);
  const text = textOf(renderMail(mail, inParis).html);

  expect(text).toContain(`Votre rencontre de mentorat avec Awa Diallo ${told}`);
  expect(text).not.toContain(never);
});

test('the mail that asks whether it took place says who sees the answer, as cards do', () => {
  const held = mails.find(({ kind }) => kind === 'held');
  if (!held) throw new Error('no held');

  expect(textOf(renderMail(held, inParis).html)).toContain(words('fr').common.kept('at-once'));
});
