import { randomUUID } from 'node:crypto';
import type { PaneModel } from '../../src/domain/appointment-model.ts';
import type { Interval } from '../../src/domain/time.ts';
import type { CalendarEvent, Control } from './control.ts';
import { programme } from './steps.ts';
import { localAppId } from './world.ts';

type Reached = Control & { publicUrl: string };

export interface PaneAnswer {
  status: number;
  body: { pane: PaneModel; said?: string; refused?: string; slots?: { slots: Interval[] } };
}

/** What Outlook hands to the pane of whoever is signed in to it. */
export async function nestedToken(world: Reached, who: string): Promise<string> {
  const scope = `api://${new URL(world.publicUrl).host}/botid-${localAppId}/access_as_user`;
  const query = new URLSearchParams({ clientId: localAppId, scope });
  const path = `/_emulator/tokens/${who}/nested?${query}`;
  const { token } = await world.call<{ token: { access_token: string } }>('GET', path);
  return token.access_token;
}

/** What somebody's pane asks of the product. */
export async function askPane(
  world: Reached,
  who: string,
  what: 'read' | 'slots' | 'register' | 'act',
  body: object,
): Promise<PaneAnswer> {
  const reply = await fetch(`${world.publicUrl}/api/pane/${what}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await nestedToken(world, who)}`,
    },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as PaneAnswer['body'] };
}

/** Registers an appointment, as often as the network makes it. */
export async function register(
  world: Reached,
  who: string,
  time: Interval,
  more: { pair?: string; id?: string; meeting?: string; mailbox?: string } = {},
): Promise<PaneAnswer> {
  const { pair = (await askPane(world, who, 'read', {})).body.pane.pair } = more;
  const press = { id: randomUUID(), mode: 'video', time, ...more, pair };
  return askPane(world, who, 'register', press);
}

export const moment = (at: number) => ({
  dateTime: new Date(at).toISOString().slice(0, 19),
  timeZone: 'UTC',
});

/** What somebody may write into an appointment of theirs, all of it nobody's business. */
export interface Scribbles {
  subject: string;
  body: string;
  place: string;
  file: string;
}

export const writtenIn = ({ subject, body, place, file }: Scribbles) => ({
  subject,
  body: { contentType: 'html', content: `<p>${body}</p>` },
  location: { displayName: place },
  attachments: [
    {
      name: `${file}.txt`,
      contentType: 'text/plain',
      contentBytes: Buffer.from(file).toString('base64'),
    },
  ],
});

/** Somebody sends an appointment from their own calendar, to a partner and the programme mailbox. */
export const send = (
  world: Control,
  who: string,
  partner: string,
  { start, end }: Interval,
  written: object = { subject: 'Rendez-vous Télémaque' },
): Promise<CalendarEvent> =>
  world.call<CalendarEvent>('POST', `/_emulator/calendar/${who}`, {
    ...{ start: moment(start), end: moment(end), sensitivity: 'private', ...written },
    attendees: [partner, programme].map((address) => ({ emailAddress: { address } })),
  });

/** The copy of an appointment that came to the programme mailbox. */
export const copyOf = async (world: Control, { iCalUId }: CalendarEvent) =>
  (await world.calendar(programme)).find((event) => event.iCalUId === iCalUId);
