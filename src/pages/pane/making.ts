import type { Refusal } from '../../domain/refusal.ts';
import type { Interval } from '../../domain/time.ts';
import type { PaneRegisterBody } from '../../web/pane-contract.ts';
import type { Missing, PaneApi, PaneModel } from './api.ts';
import type { Draft } from './draft.ts';
import { addressOf } from './people.ts';

/** What makes an appointment the pair's meeting, in the order it is done. */
export const stepKinds = [
  'time',
  'partner',
  'subject',
  'private',
  'registered',
  'invited',
] as const;
export type StepKind = (typeof stepKinds)[number];

export interface Step {
  kind: StepKind;
  /** `not-here`: this Outlook cannot; the person does it by hand. */
  state: 'to-do' | 'done' | 'not-here';
  mayUndo: boolean;
}

/** What the appointment is to become. */
export interface Wish {
  /** Another time than it has; null: its own. */
  time: Interval | null;
  mode: PaneRegisterBody['mode'];
}

/** Why not all was done; what was done before stands, and the same may be pressed again. */
export type Snag = { refused: Refusal } | { missing: Missing } | { outlook: StepKind };

/** What is known of the appointment: what Outlook says, and what the product says. */
export interface Looked {
  time: Interval;
  attendees: string[];
  subject: string;
  privacy: string | null;
  pane: PaneModel;
}

/** Outlook's word for an appointment that only shows as busy. */
const privateWord = 'private';

const sameTime = (a: Interval, b: Interval): boolean => a.start === b.start && a.end === b.end;

/** An appointment of the reader's own on its way to being a meeting, each step done once. */
export class Making {
  readonly #draft: Draft;
  readonly #api: PaneApi;
  /** Known from Outlook, and what the programme may know under another address. */
  readonly #mailbox: string;
  /** As it was before the pane changed it; only what the pane changed is put back. */
  readonly #before: { time?: Interval; subject?: string; privacy?: string; partner?: true } = {};
  #pane: PaneModel;
  /** The registration of this appointment, whatever time it has now. */
  #meeting: string | null = null;
  #mode: Wish['mode'] = 'video';
  /** Of a registration that was sent and not answered: sent again, it is the same one. */
  #sent: { key: string; id: string } | null = null;

  constructor(draft: Draft, api: PaneApi, mailbox: string, pane: PaneModel) {
    this.#draft = draft;
    this.#api = api;
    this.#mailbox = mailbox;
    this.#pane = pane;
    this.#take(pane);
  }

  get pane(): PaneModel {
    return this.#pane;
  }

  /** What it is registered for, which a change of time leaves behind; null while it is not. */
  get registeredTime(): Interval | null {
    return this.#standing()?.time ?? null;
  }

  async look(): Promise<Looked> {
    const [time, attendees, subject, privacy] = await Promise.all([
      this.#draft.time(),
      this.#draft.attendees(),
      this.#draft.subject(),
      this.#draft.privacy(),
    ]);
    return { time, attendees, subject, privacy, pane: this.#pane };
  }

  /** Asks the product anew; a registration whose time the person has changed since is moved. */
  async refresh(): Promise<Snag | null> {
    const time = await this.#draft.time();
    const standing = this.#standing();
    if (standing && !sameTime(standing.time, time) && time.end > time.start)
      return this.#register(time);
    const meeting = this.#meeting === null ? {} : { meeting: this.#meeting };
    return this.#heard(await this.#api.read({ pair: this.#pane.pair, time, ...meeting }));
  }

  steps(looked: Looked): Step[] {
    const { attendees, subject, privacy, pane } = looked;
    const invited = attendees.includes(addressOf(pane.mailbox.mail));
    const before = this.#before;
    const of = (kind: StepKind, done: boolean, mayUndo: boolean): Step => ({
      ...{ kind, state: done ? 'done' : 'to-do', mayUndo: done && mayUndo },
    });
    const standing = this.#standing();
    const steps = [
      of('partner', attendees.includes(addressOf(pane.partner.mail)), before.partner === true),
      of('subject', subject === pane.subject, before.subject !== undefined),
      of('private', privacy === privateWord, before.privacy !== undefined),
      of('registered', standing !== null, standing?.may.cancel === true),
      of('invited', invited, invited),
    ];
    const chosen = before.time ? [of('time', true, true)] : [];
    return [...chosen, ...steps].map((step) =>
      step.kind === 'private' && privacy === null ? { ...step, state: 'not-here' } : step,
    );
  }

  /**
   * Does what is still to do, in order; stops where something stands in the way. A time that cannot
   * be a meeting's is known before anything of the appointment is touched.
   */
  async make(wish: Wish): Promise<Snag | null> {
    this.#mode = wish.mode;
    const barred = await this.#tried('time', () => this.#bar(wish));
    if (barred) return barred;
    for (const kind of stepKinds) {
      const snag = await this.#tried(kind, () => this.#do(kind, wish));
      if (snag) return snag;
    }
    return null;
  }

  /** Puts one step back, and before it whatever is built on it. */
  async undo(kind: StepKind): Promise<Snag | null> {
    for (const each of [...stepKinds].reverse()) {
      if (each !== kind && !builtOn[kind].includes(each)) continue;
      const snag = await this.#tried(each, () => this.#putBack(each));
      if (snag) return snag;
    }
    return null;
  }

  async undoAll(): Promise<Snag | null> {
    for (const kind of [...stepKinds].reverse()) {
      const snag = await this.#tried(kind, () => this.#putBack(kind));
      if (snag) return snag;
    }
    return null;
  }

  async #bar({ time }: Wish): Promise<Snag | null> {
    if (this.#standing()) return null;
    const wanted = time ?? (await this.#draft.time());
    const read = { pair: this.#pane.pair, time: wanted };
    const snag = this.#heard(await this.#api.read(read));
    const { why } = this.#pane;
    return snag ?? (why !== null && !this.#standing() ? { refused: why } : null);
  }

  async #tried(kind: StepKind, run: () => Promise<Snag | null>): Promise<Snag | null> {
    try {
      return await run();
    } catch {
      // Outlook has no words for a person; which step it was is enough to go on by hand.
      return { outlook: kind };
    }
  }

  async #do(kind: StepKind, wish: Wish): Promise<Snag | null> {
    const looked = await this.look();
    const { partner, mailbox, subject } = this.#pane;
    switch (kind) {
      case 'time':
        if (!wish.time || sameTime(wish.time, looked.time)) return null;
        this.#before.time ??= looked.time;
        await this.#draft.setTime(wish.time);
        return null;
      case 'partner':
        if (looked.attendees.includes(addressOf(partner.mail))) return null;
        this.#before.partner = true;
        await this.#draft.invite(addressOf(partner.mail));
        return null;
      case 'subject':
        if (looked.subject === subject) return null;
        this.#before.subject ??= looked.subject;
        await this.#draft.setSubject(subject);
        return null;
      case 'private':
        if (looked.privacy === null || looked.privacy === privateWord) return null;
        this.#before.privacy ??= looked.privacy;
        await this.#draft.setPrivacy(privateWord);
        return null;
      case 'registered':
        return this.#register(looked.time);
      case 'invited':
        await this.#draft.invite(addressOf(mailbox.mail));
        return null;
    }
  }

  async #putBack(kind: StepKind): Promise<Snag | null> {
    const before = this.#before;
    const { partner, mailbox } = this.#pane;
    switch (kind) {
      case 'time':
        if (before.time) await this.#draft.setTime(before.time);
        delete before.time;
        return null;
      case 'partner':
        if (before.partner) await this.#draft.uninvite(addressOf(partner.mail));
        delete before.partner;
        return null;
      case 'subject':
        if (before.subject !== undefined) await this.#draft.setSubject(before.subject);
        delete before.subject;
        return null;
      case 'private':
        if (before.privacy !== undefined) await this.#draft.setPrivacy(before.privacy);
        delete before.privacy;
        return null;
      case 'registered':
        return this.#unregister();
      case 'invited':
        await this.#draft.uninvite(addressOf(mailbox.mail));
        return null;
    }
  }

  /** Registered already at this very time: said by the product, and not asked again. */
  async #register(time: Interval): Promise<Snag | null> {
    const standing = this.#standing();
    if (standing && sameTime(standing.time, time)) return null;
    const { pair } = this.#pane;
    const meeting = this.#meeting === null ? {} : { meeting: this.#meeting };
    const body = { pair, time, mode: this.#mode, mailbox: this.#mailbox, ...meeting };
    return this.#answered(await this.#api.register({ id: this.#idOf(body), ...body }));
  }

  async #unregister(): Promise<Snag | null> {
    const standing = this.#standing();
    if (!standing?.may.cancel) return null;
    const { pair } = this.#pane;
    const act = { act: 'cancel' as const, meeting: standing.meeting };
    const snag = this.#answered(await this.#api.act({ pair, id: this.#idOf(act), act }));
    if (!snag) this.#meeting = null;
    return snag;
  }

  #idOf(what: object): string {
    const key = JSON.stringify(what);
    if (this.#sent?.key !== key) this.#sent = { key, id: crypto.randomUUID() };
    return this.#sent.id;
  }

  /** As heard; what was sent has its answer, so that the same again is another one. */
  #answered(outcome: Awaited<ReturnType<PaneApi['read']>>): Snag | null {
    if ('reply' in outcome) this.#sent = null;
    return this.#heard(outcome);
  }

  #heard(outcome: Awaited<ReturnType<PaneApi['read']>>): Snag | null {
    if ('missing' in outcome) return { missing: outcome.missing };
    const { reply } = outcome;
    if ('pane' in reply) this.#take(reply.pane);
    return reply.refused === undefined ? null : { refused: reply.refused };
  }

  #take(pane: PaneModel): void {
    this.#pane = pane;
    this.#meeting = this.#standing()?.meeting ?? this.#meeting;
  }

  /** The meeting this appointment is registered as, where one stands. */
  #standing() {
    const found = this.#pane.appointment;
    if (found?.organiser !== 'reader') return null;
    return found.state === 'proposed' || found.state === 'booked' ? found : null;
  }
}

/** Without its partner nothing is registered; without a registration nobody invites the mailbox. */
const builtOn: Readonly<Record<StepKind, readonly StepKind[]>> = {
  time: [],
  partner: ['registered', 'invited'],
  subject: [],
  private: [],
  registered: ['invited'],
  invited: [],
};
