import { element } from './element.ts';
import { longMoment } from './french-dates.ts';
import { type Address, arrivalOf, type Mail } from './mail-api.ts';

const addressWords = ({ emailAddress: { name, address } }: Address): string => {
  if (name && address && name !== address) return `${name} (${address})`;
  return name || address || 'inconnu';
};

/** One mail, open. Its HTML runs no script and reads nothing of this page; its links open a tab. */
export function mailPane(mail: Mail, zone: string): HTMLElement[] {
  const replyTo = (mail.replyTo ?? []).map(addressWords).join(', ');
  const rows: [string, string][] = [
    ['De', mail.from ? addressWords(mail.from) : 'inconnu'],
    ['Répondre à', replyTo],
    ['Reçu', arrivalOf(mail) ? longMoment(arrivalOf(mail), zone) : ''],
  ];
  return [
    element('h2', { tabindex: -1, id: 'mail-subject' }, mail.subject || '(sans objet)'),
    element(
      'dl',
      { class: 'facts' },
      ...rows
        .filter(([, value]) => value !== '')
        .flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)]),
    ),
    body(mail),
  ];
}

/** Mails are written for white paper, whatever the reader's theme. */
const mailLook = `<base target="_blank"><meta name="color-scheme" content="light"><style>
  body { margin: 1rem; font: 15px/1.5 "Segoe UI", system-ui, sans-serif; color: #1c2529 }
</style>`;

function body(mail: Mail): HTMLElement {
  const content = mail.body?.content ?? '';
  if (mail.body?.contentType?.toLowerCase() !== 'html')
    return element('pre', { class: 'mail-text' }, content || (mail.bodyPreview ?? ''));
  return element('iframe', {
    class: 'mail-body',
    title: `Texte du courrier : ${mail.subject ?? ''}`,
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    referrerpolicy: 'no-referrer',
    srcdoc: `${mailLook}${content}`,
  });
}
