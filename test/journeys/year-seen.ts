import { lettersTo } from './steps.ts';
import type { YearWorld } from './year-world.ts';

/** One message as it lies in a chat or a mailbox, and the line of the ledger that it came from. */
export interface Seen {
  to: string;
  at: number;
  by: 'bot' | 'mail';
  id: string;
  /** Of the ledger; nothing when none knows of this message. */
  line: Line | null;
  subject: string | null;
}

export interface Line {
  id: number;
  to: string;
  by: 'bot' | 'mail';
  state: string;
  outcome: string | null;
  at: number;
  notice: string;
  ids: Record<string, string | number>;
  remote: string | null;
}

export async function ledgerOf(world: YearWorld): Promise<Line[]> {
  const rows = await (await world.store())
    .selectFrom('effect')
    .innerJoin('person', 'person.id', 'effect.person_id')
    .selectAll('effect')
    .select('person.mail')
    .where('kind', 'in', ['card.send', 'mail'])
    .orderBy('effect.id')
    .execute();
  return rows.map((row) => ({
    ...{ id: Number(row.id), to: row.mail, by: row.kind === 'mail' ? 'mail' : 'bot' },
    ...{ state: row.state, outcome: row.outcome, at: row.settled ?? row.due, ids: row.ids },
    ...{ notice: String(row.ids.notice), remote: row.remote_id },
  }));
}

/** Lines whose message left, as far as anybody knows. */
export const leftOf = (lines: readonly Line[]) =>
  lines.filter(({ state }) => state === 'done' || state === 'unknown');

/** Every message of a person, the oldest first, each beside its line. */
export async function messagesOf(
  world: YearWorld,
  person: { mail: string; reach: string },
  ledger: readonly Line[],
): Promise<Seen[]> {
  const { mail: to } = person;
  const mine = leftOf(ledger.filter((line) => line.to === to));
  const chat = person.reach === 'bot' ? await world.chat(to) : [];
  const cards = chat
    .filter(({ from }) => from === 'bot')
    .map(({ id, at }) => ({ to, id, at: Date.parse(at), by: 'bot' as const, subject: null }));
  const letters = (await lettersTo(world, to))
    .map((letter) => ({ ...letter, at: Date.parse(String(sentAt(letter))) }))
    .map(({ id, at, subject }) => ({ to, id, at, by: 'mail' as const, subject }))
    .toSorted((a, b) => a.at - b.at);
  return beside([...cards, ...letters], mine).toSorted((a, b) => a.at - b.at);
}

const sentAt = (letter: object): unknown => ('sentDateTime' in letter ? letter.sentDateTime : null);

/** By the id the other side gave; what nobody knows the fate of, and mails, by their moment. */
function beside(messages: Omit<Seen, 'line'>[], lines: readonly Line[]): Seen[] {
  const free = new Set(lines);
  const known = messages.map((message) => {
    const line = lines.find(({ remote }) => remote !== null && remote === message.id);
    if (line) free.delete(line);
    return { ...message, line: line ?? null };
  });
  return known.map((message) => {
    if (message.line) return message;
    const [line] = [...free]
      .filter(({ by }) => by === message.by)
      .filter(({ at }) => Math.abs(at - message.at) < 30_000)
      .toSorted((a, b) => Math.abs(a.at - message.at) - Math.abs(b.at - message.at) || a.id - b.id);
    if (line) free.delete(line);
    return { ...message, line: line ?? null };
  });
}
